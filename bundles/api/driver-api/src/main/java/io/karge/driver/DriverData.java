package io.karge.driver;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the two data files of a driver, so that a driver needs no JSON library of its own.
 *
 * <p>A file is one JSON object. Its member {@code extends} names the file that it is a variant of: a path relative to
 * the file itself, or from the root of the bundle when it starts with {@code /} (the file of a family that several
 * models embed). The members of that file are taken over unless the variant has its own; objects merge member by
 * member, lists are replaced whole. Files are found by the class loader of the anchor class.
 */
public final class DriverData {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /** How the JSON library says where something begins that does not end. */
    private static final Pattern BEGIN =
            Pattern.compile("\\(start marker at \\[Source: [^;]*; line: (\\d+), column: (\\d+)\\]\\)");

    private DriverData() {}

    /**
     * Reads a station model, with its {@code extends} resolved. A capability that it does not mention has its default.
     *
     * @param resource a path relative to {@code anchor}, for example {@code model.json}
     * @throws IllegalArgumentException when a file is missing or wrong; the message names file and member
     */
    public static StationModel model(Class<?> anchor, String resource) {
        ObjectNode tree = ModelDefaults.fill(tree(anchor, resource));
        ModelMembers.unknown(tree, StationModel.class).ifPresent(unknown -> {
            throw new IllegalArgumentException(path(anchor, resource) + ": " + unknown);
        });
        try {
            return JSON.treeToValue(tree, StationModel.class);
        } catch (JsonMappingException e) {
            throw wrong(path(anchor, resource), member(e) + why(e), e);
        } catch (JsonProcessingException e) {
            throw wrong(path(anchor, resource), e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a file as JSON text, with its {@code extends} resolved.
     *
     * @param resource a path relative to {@code anchor}, for example {@code product.json}
     * @throws IllegalArgumentException when a file is missing or is no JSON object; the message names it
     */
    public static String json(Class<?> anchor, String resource) {
        return tree(anchor, resource).toString();
    }

    private static ObjectNode tree(Class<?> anchor, String resource) {
        return tree(anchor, path(anchor, resource), new LinkedHashSet<>());
    }

    private static ObjectNode tree(Class<?> anchor, String path, Set<String> variants) {
        if (!variants.add(path)) {
            throw new IllegalArgumentException("extends goes in a circle: " + String.join(" -> ", variants));
        }
        ObjectNode own = read(anchor, path);
        JsonNode base = own.remove("extends");
        if (base == null) {
            return own;
        }
        if (!base.isTextual()) {
            throw new IllegalArgumentException(path + ": extends must be the name of a file, it is " + base);
        }
        return merge(tree(anchor, resolve(path, base.textValue()), variants), own);
    }

    private static ObjectNode read(Class<?> anchor, String path) {
        try (InputStream in = anchor.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException(path + " is missing in the bundle of " + anchor.getName());
            }
            JsonNode read = JSON.readTree(in);
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException(
                    path + (read.isMissingNode() ? " is empty: a JSON object is needed" : " is not a JSON object"));
        } catch (JsonProcessingException e) {
            throw wrong(path, where(e), e);
        } catch (IOException e) {
            throw wrong(path, String.valueOf(e.getMessage()), e);
        }
    }

    static ObjectNode merge(ObjectNode base, ObjectNode own) {
        for (Map.Entry<String, JsonNode> member : own.properties()) {
            if (member.getValue() instanceof ObjectNode inner
                    && base.get(member.getKey()) instanceof ObjectNode outer) {
                merge(outer, inner);
            } else {
                base.set(member.getKey(), member.getValue());
            }
        }
        return base;
    }

    private static String path(Class<?> anchor, String resource) {
        return resolve("/" + anchor.getName().replace('.', '/'), resource);
    }

    private static String resolve(String from, String name) {
        return name.startsWith("/") ? name : from.substring(0, from.lastIndexOf('/') + 1) + name;
    }

    private static String member(JsonMappingException e) {
        StringBuilder member = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                member.append('[').append(step.getIndex()).append(']');
            } else {
                member.append(member.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return member.isEmpty() ? "" : member.append(": ").toString();
    }

    /** What the model itself says against a value, or what is needed in its place; without the words of the JSON library. */
    private static String why(JsonMappingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        String said = e.getOriginalMessage();
        if (said.startsWith("Missing")) {
            return "it is missing";
        } else if (said.startsWith("Null value") || said.contains("null into type")) {
            return "it is null, a value is needed";
        }
        return e instanceof MismatchedInputException wrong && wrong.getTargetType() != null
                ? needed(wrong.getTargetType()) + " is needed"
                : said;
    }

    private static String needed(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == String.class) {
            return "a text";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a whole number" : "an object";
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
                + BEGIN.matcher(e.getOriginalMessage()).replaceAll("for what begins at line $1, column $2");
    }

    private static IllegalArgumentException wrong(String path, String why, Exception cause) {
        return new IllegalArgumentException(path + ": " + why, cause);
    }
}
