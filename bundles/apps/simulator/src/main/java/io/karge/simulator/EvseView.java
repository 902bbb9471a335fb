package io.karge.simulator;

import java.util.List;

/**
 * What can be seen of an EVSE; the fields of the control API.
 *
 * @param connectorType in the standard's names (ConnectorEnumType)
 * @param cable {@code none} or {@code plugged}
 * @param vehicle {@code none}, {@code waiting}, {@code charging} or {@code suspended}
 * @param contactors {@code open} or {@code closed}
 * @param powerW at the DC side
 * @param soc state of charge in percent, 0 without a vehicle
 */
public record EvseView(
        int evseId,
        int connectorId,
        String connectorType,
        String cable,
        String vehicle,
        String contactors,
        boolean operative,
        int powerW,
        long meterWh,
        int soc,
        List<String> faults) {
    public EvseView {
        faults = List.copyOf(faults);
    }
}
