package io.karge.simulator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What differs between the simulated products. Each EVSE has one fixed cable and can take the power of the whole
 * cabinet; EVSEs that charge at the same time share it.
 *
 * @param id the driver id of the product, for example {@code hyc-400-eu}
 * @param cabinetPowerW what the power modules give together
 * @param connectorTypes one per EVSE, in the standard's names (ConnectorEnumType)
 */
public record HyperchargerModel(String id, int cabinetPowerW, List<String> connectorTypes) {
    /** The lowest power at which a DC session can be kept. */
    static final int MIN_POWER_W = 1547;

    /** What a cable carries. */
    static final int CABLE_CURRENT_MA = 500_000;

    private static final List<HyperchargerModel> ALL = List.of(
            new HyperchargerModel("hyc-400-us", 400_000, List.of("cCCS1", "cTesla", "cCCS1", "cTesla")),
            new HyperchargerModel("hyc-200-us", 200_000, List.of("cCCS1", "cTesla")),
            new HyperchargerModel("hyc-400-eu", 400_000, List.of("cCCS2", "cCCS2")),
            new HyperchargerModel("hyc-200-eu", 200_000, List.of("cCCS2", "cCCS2")));

    public HyperchargerModel {
        connectorTypes = List.copyOf(connectorTypes);
    }

    /**
     * The model with this driver id.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static HyperchargerModel of(String id) {
        return ALL.stream()
                .filter(model -> model.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is not simulated: use one of "
                        + ALL.stream().map(HyperchargerModel::id).collect(Collectors.joining(", "))));
    }

    public int evseCount() {
        return connectorTypes.size();
    }
}
