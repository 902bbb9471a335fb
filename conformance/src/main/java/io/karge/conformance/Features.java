package io.karge.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.station.ProductFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The features that Part 5 numbers, with our names for them from {@code features.json}. */
final class Features {
    private static final Map<String, String> NAMES = read();

    /** The members of a product's measurands, by the ids that Part 5 gives them. */
    private static final Map<String, String> MEASURANDS = new TreeMap<>(Map.of(
            "C-40.1", "txStarted",
            "C-40.2", "txUpdated",
            "C-40.3", "txEnded",
            "C-40.4", "aligned",
            "C-40.5", "alignedTxEnded"));

    private Features() {}

    /**
     * One feature of a product.
     *
     * @param value the product's fact as it is: true, false, a number, a text, a list
     */
    record Feature(String id, String name, JsonNode value) {}

    /** A fact for people. */
    static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "Yes" : "No";
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    /** The hardware feature set, in the order of the ids' list. */
    static List<Feature> hardware(ProductFacts product) {
        return of(product.at("/hardwareFeatureSet"));
    }

    /** The optional features. */
    static List<Feature> optional(ProductFacts product) {
        return of(product.at("/optionalFeatures"));
    }

    /** How a driver can be authorized. */
    static List<Feature> authorization(ProductFacts product) {
        List<Feature> all = new ArrayList<>();
        product.at("/authorizationOptions").forEach(group -> all.addAll(of(group)));
        return all;
    }

    /** What was tested of the measurands, by occasion, and the cipher suites. */
    static List<Feature> measurands(ProductFacts product) {
        List<Feature> all = new ArrayList<>();
        MEASURANDS.forEach((id, occasion) -> {
            JsonNode measurands = product.at("/measurands/" + occasion);
            if (measurands.isArray()) {
                all.add(new Feature(id, NAMES.getOrDefault(id, id), measurands));
            }
        });
        JsonNode suites = product.at("/cipherSuites");
        if (suites.isArray()) {
            all.add(new Feature("C-41", NAMES.getOrDefault("C-41", "C-41"), suites));
        }
        return all;
    }

    /** The answers to the additional questions. */
    static List<Feature> answers(ProductFacts product) {
        return of(product.at("/answers"));
    }

    /** The settings, which have their names in the product file. */
    static List<Feature> settings(ProductFacts product) {
        return product.at("/settings").properties().stream()
                .map(setting -> new Feature(
                        setting.getKey(),
                        setting.getValue().path("name").asText(),
                        setting.getValue().path("value")))
                .toList();
    }

    private static List<Feature> of(JsonNode facts) {
        return NAMES.entrySet().stream()
                .filter(name -> facts.has(name.getKey()))
                .map(name -> new Feature(name.getKey(), name.getValue(), facts.get(name.getKey())))
                .toList();
    }

    private static Map<String, String> read() {
        try (InputStream file = Features.class.getResourceAsStream("features.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("features.json", e);
        }
    }
}
