package io.karge.block.metering;

import io.karge.driver.StationModel;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import java.util.List;

/** The variables of the block: measurands are those that any meter has, preset to those of the
 * product; signing only where a meter signs (Part 2, 2.7.4, 2.7.17), a serial number where a meter tells it. */
final class MeteringVariables {
    private static final String DEFAULT = "Energy.Active.Import.Register";

    private MeteringVariables() {}

    static List<VariableDefinition> of(StationModel model, ProductFacts product) {
        List<String> measurable = Measurands.measurable(model);
        boolean signs = model.evses().stream().anyMatch(evse -> evse.meter().signed());
        return VariableDefinitions.read(MeteringVariables.class, "variables.json", model).stream()
                .filter(definition -> signs || !definition.key().variable().equals(Occasion.SIGN_READINGS))
                .filter(definition -> MeterIdentity.isThere(definition, model))
                .map(definition -> fit(definition, measurable, product))
                .toList();
    }

    private static VariableDefinition fit(
            VariableDefinition definition, List<String> measurable, ProductFacts product) {
        for (Occasion occasion : Occasion.values()) {
            if (definition.key().equals(occasion.measurands())) {
                List<String> listed = product.measurands(occasion.product());
                List<String> preset = (listed.isEmpty() ? List.of(DEFAULT) : listed)
                        .stream().filter(measurable::contains).toList();
                return new VariableDefinition(
                        definition.key(),
                        definition.dataType(),
                        definition.mutability(),
                        String.join(",", preset),
                        definition.unit(),
                        definition.minLimit(),
                        definition.maxLimit(),
                        measurable,
                        definition.persistent(),
                        definition.constant(),
                        definition.rebootRequired());
            }
        }
        return definition;
    }
}
