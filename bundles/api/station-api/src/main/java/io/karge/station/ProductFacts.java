package io.karge.station;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The OCPP facts of a product, from its driver's {@code product.json}: what its certificate says it can do. Immutable;
 * a fact that is not there reads as no.
 */
public final class ProductFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode facts;

    private ProductFacts(JsonNode facts) {
        this.facts = facts;
    }

    /**
     * Reads the text of a {@code product.json}.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    public static ProductFacts read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("product.json is not a JSON object");
            }
            return new ProductFacts(node);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("product.json: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether an optional feature (Part 5), for example {@code C-49}, is supported. */
    public boolean supports(String featureId) {
        return facts.path("optionalFeatures").path(featureId).asBoolean(false);
    }

    /** A setting of the certificate, for example {@code ORS-1}. */
    public Optional<String> setting(String settingId) {
        JsonNode value = facts.path("settings").path(settingId).path("value");
        return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The measurands of an occasion: {@code txStarted}, {@code txUpdated}, {@code txEnded}, {@code aligned} ... */
    public List<String> measurands(String occasion) {
        List<String> names = new ArrayList<>();
        facts.path("measurands").path(occasion).forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    /** The member at a JSON pointer, for facts that have no accessor of their own. */
    public JsonNode at(String pointer) {
        return facts.at(pointer);
    }
}
