package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.karge.conformance.Claim.Agreement;
import io.karge.conformance.Features.Feature;
import io.karge.station.ProductFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that a product claims beside its test cases, each held against the running station: its inventory where a variable
 * shows it ({@link ClaimRule}), else the cases that were run because of it.
 */
final class Claims {
    private static final int CASES_NAMED = 3;

    private final ProductFacts product;
    private final Inventory inventory;
    private final List<Verdict> verdicts;
    private final Applicability applicability;

    /**
     * @param inventory empty when the station told none: then whatever it would show differs
     * @param verdicts of the cases that were run
     */
    Claims(ProductFacts product, Optional<Inventory> inventory, List<Verdict> verdicts) {
        this.product = product;
        this.inventory = inventory.orElse(new Inventory(List.of()));
        this.verdicts = List.copyOf(verdicts);
        this.applicability = new Applicability(product);
    }

    /** Every claim. */
    List<Claim> all() {
        List<Claim> all = new ArrayList<>(identity());
        all.addAll(connectors());
        for (List<Feature> group : List.of(
                Features.hardware(product),
                Features.optional(product),
                Features.authorization(product),
                Features.measurands(product),
                Features.answers(product),
                Features.settings(product))) {
            all.addAll(of(group));
        }
        return List.copyOf(all);
    }

    List<Claim> of(List<Feature> features) {
        return features.stream().map(this::claim).toList();
    }

    /** What it is called, and which firmware it has. */
    List<Claim> identity() {
        return List.of(
                text("Vendor", product.at("/vendor"), "ChargingStation.VendorName", String::equals),
                text("Model", product.at("/designation"), "ChargingStation.Model", String::endsWith),
                text("Firmware", product.at("/firmwareVersion"), "ChargingStation.FirmwareVersion", String::endsWith));
    }

    private interface Fits {
        boolean test(String claimed, String shown);
    }

    private Claim text(String id, JsonNode claimed, String variable, Fits fits) {
        String shown = inventory.value(variable).orElse("");
        boolean agrees = !shown.isEmpty() && fits.test(claimed.asText(), shown);
        return new Claim(id, id, claimed, shown + " (" + variable + ")", agreement(agrees));
    }

    /** One for each connector that is claimed or shown. */
    List<Claim> connectors() {
        List<Claim> all = new ArrayList<>();
        for (JsonNode evse : product.at("/evses")) {
            for (JsonNode connector : evse.path("connectors")) {
                int evseId = evse.path("evseId").asInt();
                int connectorId = connector.path("connectorId").asInt();
                String type = inventory
                        .value("Connector.ConnectorType", evseId, connectorId)
                        .orElse("");
                all.add(new Claim(
                        evseId + "/" + connectorId,
                        "EVSE " + evseId + ", connector " + connectorId + ": "
                                + evse.path("current").asText() + ", "
                                + connector.path("cable").asText(),
                        connector.path("type"),
                        type + " (Connector.ConnectorType)",
                        agreement(type.equals(connector.path("type").asText()))));
            }
        }
        int shown = inventory.of("Connector.ConnectorType").size();
        if (shown != all.size()) {
            all.add(new Claim(
                    "connectors",
                    "All connectors",
                    TextNode.valueOf(String.valueOf(all.size())),
                    shown + " (Connector.ConnectorType)",
                    Agreement.DIFFERS));
        }
        return all;
    }

    private Claim claim(Feature feature) {
        return ClaimRule.of(feature.id())
                .map(rule -> rule.examine(feature.value(), inventory))
                .map(shown -> claim(feature, shown.text(), agreement(shown.agrees())))
                .orElseGet(() -> byCases(feature));
    }

    private Claim byCases(Feature feature) {
        List<Verdict> because = verdicts.stream()
                .filter(verdict -> verdict.result() != Verdict.Result.NOT_APPLICABLE)
                .filter(verdict -> isRunBecauseOf(feature.id(), verdict.facts()))
                .toList();
        if (because.isEmpty()) {
            return claim(feature, "", Agreement.NOT_EXAMINED);
        }
        List<Verdict> failed = because.stream()
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .toList();
        return failed.isEmpty()
                ? claim(feature, names(because) + " passed", Agreement.SHOWN)
                : claim(feature, names(failed) + " failed", Agreement.DIFFERS);
    }

    private static String names(List<Verdict> verdicts) {
        String first = verdicts.stream().limit(CASES_NAMED).map(Verdict::caseId).collect(Collectors.joining(", "));
        int more = verdicts.size() - CASES_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /** Whether the case would not apply if the product said the opposite of this feature. */
    private boolean isRunBecauseOf(String featureId, CaseFacts facts) {
        String condition = facts.condition();
        return condition != null
                && Condition.ids(condition).contains(featureId)
                && !Condition.holds(
                        condition, id -> id.equals(featureId) ? !applicability.holds(id) : applicability.holds(id));
    }

    private static Claim claim(Feature feature, String shown, Agreement agreement) {
        return new Claim(feature.id(), feature.name(), feature.value(), shown, agreement);
    }

    private static Agreement agreement(boolean agrees) {
        return agrees ? Agreement.SHOWN : Agreement.DIFFERS;
    }
}
