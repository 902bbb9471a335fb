package io.karge.runtime.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An OpenAPI 3.1 description, for tests that compare it with what is described. Stricter than a client has to be: an object of
 * which the description names the members has no others.
 */
public final class OpenApi {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** Reads it. */
    public static OpenApi read(byte[] json) throws IOException {
        JsonNode document = new ObjectMapper().readTree(json);
        close(document.at("/components/schemas"));
        close(document.path("paths"));
        return new OpenApi(document);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApi::close);
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    /** The paths that begin so, each with its methods in capitals. */
    public SortedMap<String, Set<String>> paths(String prefix) {
        SortedMap<String, Set<String>> paths = new TreeMap<>();
        document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(prefix))
                .forEach(path -> paths.put(path.getKey(), methods(path.getValue())));
        return paths;
    }

    private static Set<String> methods(JsonNode item) {
        Set<String> methods = new TreeSet<>();
        item.fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        return methods;
    }

    /** What is said of a call; missing when nothing is. */
    public JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** What is wrong with an answer; empty when it is as described. */
    public List<String> wrongAnswer(String method, String path, int status, JsonNode body) {
        JsonNode response = resolved(operation(method, path).path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " is not said to be answered with " + status);
        }
        return wrong(method + " " + path + " " + status, response.at("/content/application~1json/schema"), body);
    }

    /** What is wrong with the body of a request; empty when it is as described. */
    public List<String> wrongRequest(String method, String path, JsonNode body) {
        return wrong(
                method + " " + path, operation(method, path).at("/requestBody/content/application~1json/schema"), body);
    }

    private List<String> wrong(String where, JsonNode schema, JsonNode body) {
        if (schema.isMissingNode()) {
            return List.of(where + " has no schema");
        }
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole, config)
                .validate(body)
                .stream()
                .map(ValidationMessage::getMessage)
                .map(message -> where + ": " + message)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with the description itself: references to nothing, names that are there twice, parameters that are not there. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        document.findValuesAsText("$ref").stream()
                .filter(ref -> document.at(ref.substring(1)).isMissingNode())
                .forEach(ref -> mistakes.add(ref + " is not there"));
        Set<String> ids = new TreeSet<>();
        paths("").forEach((path, methods) -> {
            Set<String> parameters = new TreeSet<>();
            document.path("paths")
                    .path(path)
                    .path("parameters")
                    .forEach(parameter -> parameters.add(
                            "{" + resolved(parameter).path("name").asText() + "}"));
            for (String segment : path.split("/", -1)) {
                if (segment.startsWith("{") && !parameters.remove(segment)) {
                    mistakes.add(path + " does not say what " + segment + " is");
                }
            }
            parameters.forEach(left -> mistakes.add(path + " has no " + left));
            methods.forEach(method -> {
                JsonNode operation = operation(method, path);
                String id = operation.path("operationId").asText();
                if (id.isEmpty()
                        || !ids.add(id)
                        || operation.path("summary").asText().isEmpty()) {
                    mistakes.add(method + " " + path + " has no name of its own, or no summary");
                }
            });
        });
        return mistakes;
    }

    /** The path with what stands in the place of the names in braces. */
    public static String filled(String path, Map<String, String> values) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
