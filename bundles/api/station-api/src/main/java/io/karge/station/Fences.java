package io.karge.station;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a block is given of its station, behind a fence: when the block's epoch is over reading goes on, and changing does
 * nothing. For those who make a {@link StationContext}: the runtime and the testkit.
 */
public final class Fences {
    private Fences() {}

    public static BlockState around(Fence fence, BlockState state) {
        return new BlockState() {
            @Override
            public <T extends Record> Optional<T> get(String key, Class<T> type) {
                return state.get(key, type);
            }

            @Override
            public <T extends Record> Map<String, T> all(String prefix, Class<T> type) {
                return state.all(prefix, type);
            }

            @Override
            public void put(String key, Record value) {
                if (fence.may("storing " + key)) {
                    state.put(key, value);
                }
            }

            @Override
            public void remove(String key) {
                if (fence.may("removing " + key)) {
                    state.remove(key);
                }
            }
        };
    }

    public static Problems around(Fence fence, Problems problems) {
        return new Problems() {
            @Override
            public void raise(String key, String what, String why, String remedy) {
                if (fence.may("the problem " + key)) {
                    problems.raise(key, what, why, remedy);
                }
            }

            @Override
            public void clear(String key) {
                if (!fence.isOver()) {
                    problems.clear(key);
                }
            }
        };
    }

    public static LifeCycle around(Fence fence, LifeCycle lifeCycle) {
        return new LifeCycle() {
            @Override
            public BootReasonEnumType bootReason() {
                return lifeCycle.bootReason();
            }

            @Override
            public boolean connected() {
                return lifeCycle.connected();
            }

            @Override
            public Optional<RegistrationStatusEnumType> registration() {
                return lifeCycle.registration();
            }

            @Override
            public boolean takesNewSessions() {
                return lifeCycle.takesNewSessions();
            }

            @Override
            public void registered(RegistrationStatusEnumType status) {
                if (fence.may("the registration " + status)) {
                    lifeCycle.registered(status);
                }
            }

            @Override
            public void timeReceived(Instant csmsTime) {
                if (fence.may("the time " + csmsTime)) {
                    lifeCycle.timeReceived(csmsTime);
                }
            }

            @Override
            public void restart(BootReasonEnumType reason) {
                if (fence.may("the restart " + reason)) {
                    lifeCycle.restart(reason);
                }
            }

            @Override
            public void intend(BootReasonEnumType reason) {
                if (fence.may("the announced restart " + reason)) {
                    lifeCycle.intend(reason);
                }
            }

            @Override
            public void reconnect(String why) {
                if (fence.may("connecting anew")) {
                    lifeCycle.reconnect(why);
                }
            }

            @Override
            public void leave(String why) {
                if (fence.may("closing the connection")) {
                    lifeCycle.leave(why);
                }
            }
        };
    }

    public static TrustStore around(Fence fence, TrustStore trustStore) {
        return new TrustStore() {
            @Override
            public List<X509Certificate> roots(Use use) {
                return trustStore.roots(use);
            }

            @Override
            public void install(Use use, X509Certificate root) {
                if (fence.may("installing a root certificate")) {
                    trustStore.install(use, root);
                }
            }

            @Override
            public void remove(Use use, X509Certificate root) {
                if (fence.may("removing a root certificate")) {
                    trustStore.remove(use, root);
                }
            }
        };
    }

    public static NetworkProfiles around(Fence fence, NetworkProfiles profiles) {
        return new NetworkProfiles() {
            @Override
            public List<Integer> slots() {
                return profiles.slots();
            }

            @Override
            public int active() {
                return profiles.active();
            }

            @Override
            public Optional<NetworkConnectionProfileType> profile(int slot) {
                return profiles.profile(slot);
            }

            @Override
            public Optional<StatusInfoType> refusal(int slot, NetworkConnectionProfileType profile) {
                return profiles.refusal(slot, profile);
            }

            @Override
            public void set(int slot, NetworkConnectionProfileType profile) {
                if (fence.may("the network profile of slot " + slot)) {
                    profiles.set(slot, profile);
                }
            }
        };
    }

    public static DeviceModel around(Fence fence, DeviceModel model) {
        return new DeviceModel() {
            @Override
            public Optional<String> value(VariableKey key) {
                return model.value(key);
            }

            @Override
            public void publish(VariableKey key, String value) {
                if (fence.may("the value of " + key)) {
                    model.publish(key, value);
                }
            }

            @Override
            public void compute(VariableKey key, Supplier<String> value) {
                if (fence.may("the computation of " + key)) {
                    model.compute(key, () -> {
                        List<String> computed = new ArrayList<>();
                        fence.call("the computation of " + key, () -> computed.add(value.get()));
                        return computed.isEmpty() ? "" : computed.get(0);
                    });
                }
            }

            @Override
            public void guard(VariableKey key, Function<String, Optional<String>> refusal) {
                if (fence.may("the guard of " + key)) {
                    model.guard(key, wanted -> {
                        List<Optional<String>> said = new ArrayList<>();
                        fence.call("the guard of " + key, () -> said.add(refusal.apply(wanted)));
                        return said.isEmpty() ? Optional.of("the station failed to check it") : said.get(0);
                    });
                }
            }

            @Override
            public GetVariableResultType get(GetVariableDataType request) {
                return model.get(request);
            }

            @Override
            public SetVariableResultType set(SetVariableDataType request) {
                return fence.may("the setting of " + request.variable().name())
                        ? model.set(request)
                        : SetVariableResultType.of(
                                        SetVariableStatusEnumType.Rejected, request.component(), request.variable())
                                .withAttributeStatusInfo(
                                        StatusInfoType.because("InternalError", "who sets it is not there any more"));
            }

            @Override
            public List<ReportDataType> report(ReportBaseEnumType base) {
                return model.report(base);
            }

            @Override
            public List<ReportDataType> report(
                    List<ComponentCriterionEnumType> criteria, List<ComponentVariableType> selection) {
                return model.report(criteria, selection);
            }
        };
    }
}
