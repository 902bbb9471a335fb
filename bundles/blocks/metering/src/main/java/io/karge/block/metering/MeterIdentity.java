package io.karge.block.metering;

import io.karge.driver.EvseState;
import io.karge.driver.StationModel;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;

/**
 * The serial numbers of the meters that tell one: SerialNumber of the component FiscalMetering of the EVSE (Part 2,
 * appendices, standardized components and variables). Stored with the device model, so that it is known while the hardware
 * is away.
 */
final class MeterIdentity {
    private static final String COMPONENT = "FiscalMetering";

    private final StationContext context;

    MeterIdentity(StationContext context) {
        this.context = context;
    }

    static VariableKey serialNumber(int evseId) {
        return VariableKey.of(COMPONENT, "SerialNumber").at(evseId, 0);
    }

    /** Leaves out the meters that tell no serial number. */
    static boolean isThere(VariableDefinition definition, StationModel model) {
        VariableKey key = definition.key();
        return !key.component().equals(COMPONENT)
                || model.evse(key.evseId()).meter().serialNumber();
    }

    /** The meters may have been read anew, or replaced. A reading without a serial number is no news. */
    void publish() {
        for (EvseState evse : context.hardware().evses()) {
            String serialNumber = evse.meter().serialNumber();
            if (!serialNumber.isEmpty()) {
                context.deviceModel().publish(serialNumber(evse.evseId()), serialNumber);
            }
        }
    }
}
