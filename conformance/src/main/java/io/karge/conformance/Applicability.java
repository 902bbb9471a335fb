package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.karge.station.ProductFacts;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which cases apply to a product, from the product's data alone: those that its certificate lists. Why another one does
 * not, Part 5 tells with the product's profiles and features.
 */
final class Applicability {
    private final ProductFacts product;

    Applicability(ProductFacts product) {
        this.product = product;
    }

    /** Why the case does not apply; empty when it does. */
    Optional<String> whyNot(String caseId) {
        return isListed(caseId)
                ? Optional.empty()
                : Optional.of(CaseFacts.find(caseId)
                        .map(this::reason)
                        .orElse("no profile that the product is certified for asks for it"));
    }

    /** Whether the product's certificate lists the case. */
    boolean isListed(String caseId) {
        for (JsonNode listed : product.at("/testCases")) {
            if (listed.path("id").asText().equals(caseId)) {
                return true;
            }
        }
        return false;
    }

    private String reason(CaseFacts facts) {
        String profile =
                product.at("/certificationProfiles").path(facts.profile()).asText("not tested");
        if (!profile.equals("Pass")) {
            return "the profile " + facts.profile() + " is not certified: " + profile;
        }
        String condition = facts.condition();
        if (condition == null || Condition.holds(condition, this::holds)) {
            return "the product's certificate does not list it";
        }
        return "it needs " + condition + "; the product has "
                + Condition.ids(condition).stream()
                        .map(id -> id + ": " + (holds(id) ? "yes" : "no"))
                        .collect(Collectors.joining(", "));
    }

    /** Whether the product has what the id names: a feature, an authorization option, an answer, hardware. */
    boolean holds(String id) {
        String[] comparison = id.split(" > ", -1);
        JsonNode value = fact(comparison[0]);
        return comparison.length == 2
                ? value.asInt() > Integer.parseInt(comparison[1])
                : value.isTextual() || value.isContainerNode() || value.asBoolean();
    }

    private JsonNode fact(String id) {
        if (id.equals("C-40")) {
            return product.at("/measurands");
        }
        for (String group : new String[] {"optionalFeatures", "answers", "hardwareFeatureSet"}) {
            if (product.at("/" + group).has(id)) {
                return product.at("/" + group).get(id);
            }
        }
        for (JsonNode group : product.at("/authorizationOptions")) {
            if (group.has(id)) {
                return group.get(id);
            }
        }
        return MissingNode.getInstance();
    }
}
