package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.messages.SetNetworkProfileRequest;
import io.karge.ocpp.messages.SetNetworkProfileResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import java.util.List;

/** The network profiles of the station: the slots that are configured are 1 and 2. */
final class Slots {
    /** Short, so that a CSMS that does not answer costs a case little. */
    static final int MESSAGE_TIMEOUT = 5;

    private static final String CONTROLLER = "OCPPCommCtrlr";
    private static final String PRIORITY = "NetworkConfigurationPriority";

    private final Bench bench;
    private final int active;

    /** Looks at ActiveNetworkProfile, as the test system does. */
    Slots(Bench bench) {
        this.bench = bench;
        String seen = Checks.present(
                "OCPPCommCtrlr.ActiveNetworkProfile",
                bench.variables().value(CONTROLLER, "ActiveNetworkProfile").orElse(null));
        Checks.oneOf("OCPPCommCtrlr.ActiveNetworkProfile", seen, List.of("1", "2"));
        active = Integer.parseInt(seen);
    }

    /** The slot that the station was connected by at the beginning. */
    int active() {
        return active;
    }

    /** The one that is not in use. */
    int other() {
        return 3 - active;
    }

    /** SetNetworkProfile; gives the answer. */
    SetNetworkProfileStatusEnumType set(int slot, Laboratory.Endpoint endpoint, int securityProfile) {
        NetworkConnectionProfileType profile = NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20,
                OCPPTransportEnumType.JSON,
                endpoint.url(securityProfile),
                MESSAGE_TIMEOUT,
                securityProfile,
                OCPPInterfaceEnumType.Wired0);
        return bench.csms()
                .call(SetNetworkProfileRequest.of(slot, profile), SetNetworkProfileResponse.class)
                .status();
    }

    /** Sets NetworkConfigurationPriority to the slot that was set and the one in use; gives the answer. */
    SetVariableStatusEnumType prioritizeOther() {
        String priority = other() + "," + active;
        return bench.variables()
                .set(SetVariableDataType.of(priority, ComponentType.of(CONTROLLER), VariableType.of(PRIORITY)))
                .get(0)
                .attributeStatus();
    }

    /** Configuration state: NetworkConfigurationPriority names the slot in use alone. */
    void configureActiveAlone() {
        bench.variables().configureUnlessSo(CONTROLLER, PRIORITY, Integer.toString(active));
    }

    /** The slots of NetworkConfigurationPriority. */
    List<String> priority() {
        return bench.variables().list(CONTROLLER, PRIORITY);
    }

    /** Steps 1 to 4 of a migration: another profile is set, and comes first. */
    void migrate(Laboratory.Endpoint endpoint, int securityProfile) {
        Checks.equal(
                "step 2: SetNetworkProfileResponse.status",
                set(other(), endpoint, securityProfile),
                SetNetworkProfileStatusEnumType.Accepted);
        Checks.equal(
                "step 4: SetVariablesResponse.setVariableResult[0].attributeStatus",
                prioritizeOther(),
                SetVariableStatusEnumType.Accepted,
                SetVariableStatusEnumType.RebootRequired);
    }
}
