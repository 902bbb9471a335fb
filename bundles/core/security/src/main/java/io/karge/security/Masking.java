package io.karge.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the secrets out of OCPP-J messages before they are logged or shown. No state; callable on any thread. */
public final class Masking {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields that hold a secret wherever they stand (SetNetworkProfile). */
    private static final Set<String> SECRET_FIELDS = Set.of("basicauthpassword", "apnpassword", "password", "key");

    /** Variables whose value is a secret (SetVariables). */
    private static final Set<String> SECRET_VARIABLES = Set.of("basicauthpassword");

    /** Actions whose messages may hold a secret; whatever names a password is looked at as well. */
    private static final Set<String> ACTIONS = Set.of("SetNetworkProfile", "SetVariables");

    private static final Pattern USER_INFO = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)[^/@\\s\"]+@");

    private Masking() {}

    /**
     * A message without secrets: passwords and keys of network profiles, values of secret variables, and the user part
     * of URLs.
     *
     * @param action of the CALL, or of the CALL that is answered; empty when it is not known
     * @param frame the message as on the wire; one that is no JSON is masked as a whole when it names a password
     */
    public static String mask(String action, String frame) {
        String text = frame.contains("://") ? USER_INFO.matcher(frame).replaceAll("$1" + MASK + "@") : frame;
        boolean namesPassword = text.toLowerCase(Locale.ROOT).contains("password");
        if (!namesPassword && !ACTIONS.contains(action)) {
            return text;
        }
        try {
            JsonNode tree = JSON.readTree(text);
            mask(tree);
            return JSON.writeValueAsString(tree);
        } catch (JacksonException e) {
            return namesPassword ? MASK : text;
        }
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("attributeValue") && isSecret(object.path("variable"))) {
                object.put("attributeValue", MASK);
            }
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()
                        && SECRET_FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                    field.setValue(object.textNode(MASK));
                }
            });
        }
        node.forEach(Masking::mask);
    }

    private static boolean isSecret(JsonNode variable) {
        return SECRET_VARIABLES.contains(variable.path("name").asText().toLowerCase(Locale.ROOT));
    }
}
