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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The features that Part 5 numbers, with our names for them from {@code features.json}. */
final class Features {
    private static final Map<String, String> NAMES = read();

    private Features() {}

    /**
     * One feature of a product.
     *
     * @param value the product's fact as it is: true, false, a number, a text, a list
     */
    record Feature(String id, String name, JsonNode value) {

        /** For people. */
        String text() {
            if (value.isBoolean()) {
                return value.asBoolean() ? "Yes" : "No";
            }
            return value.isArray()
                    ? StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "))
                    : value.asText();
        }
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
