package io.karge.block.provisioning;

import io.karge.driver.CabinetState;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetReportRequest;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.SetNetworkProfileRequest;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.DeviceModel;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.SerialNumber;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provisioning of one station (B01 to B12, G02). */
final class ProvisioningBlock implements FunctionalBlock {
    private final StationContext context;
    private final Registration registration;
    private final ResetRequests resets;
    private final Heartbeats heartbeats;
    private final VariableRequests variables;
    private final Reports reports;
    private final NetworkProfileRequests networkProfiles;
    private final LinkInventory link;

    ProvisioningBlock(StationContext context) {
        this.context = context;
        registration = new Registration(context);
        resets = new ResetRequests(context);
        heartbeats = new Heartbeats(context);
        variables = new VariableRequests(context);
        reports = new Reports(context);
        networkProfiles = new NetworkProfileRequests(context);
        link = new LinkInventory(context);
    }

    @Override
    public void start() {
        Clock.provide(context);
        link.start();
        HardwareInventory.of(context.model()).forEach(part -> context.deviceModel()
                .compute(part.definition().key(), () -> part.value().apply(context.hardware())));
        context.hardware().cabinet().ifPresent(this::publishIdentity);
        registration.start();
        resets.start();
        if (context.lifeCycle().online()) {
            heartbeats.restart();
        }
    }

    @Override
    public void on(StationEvent event) {
        resets.on(event);
        link.on(event);
        if (event instanceof StationEvent.Connected connected) {
            registration.connected(connected.bootRequired());
        } else if (event instanceof StationEvent.Online online) {
            // In a step of its own, so that the states of the connectors go first (B01, B04: scenario).
            context.after(Duration.ZERO, () -> backOnline(online));
        } else if (event instanceof StationEvent.Disconnected) {
            heartbeats.stop();
        } else if (event instanceof StationEvent.VariableChanged changed) {
            if (changed.variable().equals(Heartbeats.INTERVAL)) {
                registration.heartbeatIntervalSet();
                heartbeats.restart();
            }
        } else if (event instanceof StationEvent.EvseChanged changed && changed.snapshot()) {
            context.hardware().cabinet().ifPresent(this::publishIdentity);
        }
    }

    private void backOnline(StationEvent.Online online) {
        if (!context.lifeCycle().online()) {
            return;
        }
        if (online.afterBoot()) {
            heartbeats.restart();
        } else {
            heartbeats.beat();
        }
    }

    private void publishIdentity(CabinetState cabinet) {
        DeviceModel model = context.deviceModel();
        model.publish(SerialNumber.VARIABLE, cabinet.serialNumber());
        model.publish(Identity.FIRMWARE_VERSION, cabinet.firmwareVersion());
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof GetVariablesRequest get) {
            variables.get(get, responder);
        } else if (request instanceof SetVariablesRequest set) {
            variables.set(set, responder);
        } else if (request instanceof GetBaseReportRequest report) {
            reports.answer(report, responder);
        } else if (request instanceof GetReportRequest report) {
            reports.answer(report, responder);
        } else if (request instanceof ResetRequest reset) {
            resets.answer(reset, responder);
        } else if (request instanceof SetNetworkProfileRequest profile) {
            networkProfiles.answer(profile, responder);
        } else {
            throw new IllegalArgumentException("provisioning does not answer " + request.action());
        }
    }

    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return switch (message) {
            case BootNotification -> Optional.of(registration.trigger());
            case Heartbeat -> Optional.of(heartbeats.trigger());
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {}
}
