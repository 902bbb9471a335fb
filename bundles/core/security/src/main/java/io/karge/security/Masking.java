package io.karge.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes secrets out of texts before they are logged or shown: BasicAuthPassword in SetVariables and wherever a variable
 * is named, the passwords, keys and PIN of SetNetworkProfile, credentials in URLs (file transfers), private keys, and key
 * codes that people type in (C04.FR.04). Tokens of customers and ids of their vehicles go too where whoever masks says what
 * takes their place.
 * Stateless.
 */
public final class Masking {

    /** What stands in place of a secret. */
    public static final String MASK = "***";

    /** Fields of OCPP messages that are secret wherever they occur, and of what stations store. */
    private static final Set<String> SECRET_FIELDS =
            Set.of("basicauthpassword", "password", "apnpassword", "simpin", "key", "salt");

    /** Fields that name a customer, or the vehicle that charges for one (Autocharge, ISO 15118). */
    private static final Set<String> TOKEN_FIELDS = Set.of(
            "idtoken",
            "additionalidtoken",
            "uid",
            "evccid",
            "evcc_id",
            "evccmac",
            "macaddress",
            "mac_address",
            "emaid",
            "contractid",
            "contract_id",
            "vin");

    /** The same as a pattern of a name. */
    static final String TOKEN_NAME = "(?:" + String.join("|", TOKEN_FIELDS) + ")";

    /** Variables whose value is secret; names of variables do not depend on case. */
    private static final Set<String> SECRET_VARIABLES = Set.of("basicauthpassword");

    /** Variables whose value names a customer or a vehicle: ConnectedEV.VehicleID, TokenReader.Token. */
    private static final Set<String> TOKEN_VARIABLES = Set.of("vehicleid", "token");

    /** The fields that hold the value of a variable in the messages that name it. */
    private static final Set<String> VALUE_FIELDS = Set.of("attributevalue", "value", "actualvalue");

    /**
     * Where none of these occurs there is nothing to mask; the escape because it may hide one of the others. By their second
     * character, because most begin with a quotation mark.
     */
    private static final String[][] SUSPICIOUS = bySecond(Stream.of(
                    Stream.of("password", "\"key\"", "simpin", "\"salt\"", "private key", "://", "\\u"),
                    TOKEN_FIELDS.stream().map(name -> "\"" + name + "\""),
                    TOKEN_VARIABLES.stream().map(name -> "\"" + name + "\""))
            .flatMap(words -> words)
            .toList());

    private static final Pattern URL_CREDENTIALS = Pattern.compile("(://)[^/?#\\s\"]*@");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", Pattern.DOTALL);
    private static final Pattern BASIC_CREDENTIALS =
            Pattern.compile("(Basic|Bearer) [A-Za-z0-9+/=._~-]{4,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_MEMBER = Pattern.compile(
            "(\"(?:[a-z]*password|simPin|key|salt|attributeValue|actualValue|value|" + TOKEN_NAME
                    + ")\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\]\\s]+)",
            Pattern.CASE_INSENSITIVE);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Masking() {}

    /**
     * A message of OCPP-J without its secrets; one that holds none is returned as it is. A text that is no JSON, or says
     * something twice, is masked by pattern, rather too much than too little.
     *
     * @param action of the CALL, or of the CALL that is answered; empty when it is not known
     * @param frame the message as on the wire
     */
    public static String mask(String action, String frame) {
        return mask(action, frame, UnaryOperator.identity());
    }

    /**
     * As {@link #mask(String, String)}, and without the tokens of customers.
     *
     * @param tokens gives what stands in place of the text of an idToken, or of what else names a customer or his vehicle
     */
    public static String mask(String action, String frame, UnaryOperator<String> tokens) {
        if (!action.equals("SetNetworkProfile") && !isSuspicious(frame)) {
            return frame;
        }
        try {
            JsonNode tree = MAPPER.readTree(frame);
            return mask(tree, Variable.HARMLESS, tokens) ? MAPPER.writeValueAsString(tree) : frame;
        } catch (JsonProcessingException | NumberFormatException e) { // the latter for exponents beyond an int
            return text(SECRET_MEMBER.matcher(frame).replaceAll("$1\"" + MASK + "\""));
        }
    }

    /** Every frame comes by here: one pass, and no regular expression. */
    private static boolean isSuspicious(String frame) {
        for (int i = 0; i < frame.length() - 1; i++) {
            switch (frame.charAt(i)) {
                case 'p', 'P', '"', 's', 'S', ':', '\\' -> {
                    for (String word : SUSPICIOUS[slot(frame.charAt(i + 1))]) {
                        if (frame.regionMatches(true, i, word, 0, word.length())) {
                            return true;
                        }
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static String[][] bySecond(List<String> words) {
        return IntStream.range(0, 128)
                .mapToObj(slot -> words.stream()
                        .filter(word -> slot(word.charAt(1)) == slot)
                        .toArray(String[]::new))
                .toArray(String[][]::new);
    }

    private static int slot(char second) {
        return Character.toLowerCase(second) % 128;
    }

    /** Whether a field of this name, in lower case, holds what names a customer or his vehicle. */
    public static boolean namesCustomer(String field) {
        return TOKEN_FIELDS.contains(field);
    }

    /** A text of a log or an error message without the credentials of URLs and headers and without private keys. */
    public static String text(String text) {
        String masked = text.contains("://") ? URL_CREDENTIALS.matcher(text).replaceAll("$1" + MASK + "@") : text;
        masked = masked.contains("-----BEGIN ") ? PRIVATE_KEY.matcher(masked).replaceAll(MASK) : masked;
        return masked.contains(" ") ? BASIC_CREDENTIALS.matcher(masked).replaceAll("$1 " + MASK) : masked;
    }

    /** Masks in place and says whether there was anything to mask. */
    private static boolean mask(JsonNode node, Variable outer, UnaryOperator<String> tokens) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            Variable variable = outer == Variable.HARMLESS ? Variable.of(object) : outer;
            for (String field : fieldNames(object)) {
                changed |= maskField(object, field, variable, tokens);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                String masked = item.isTextual() ? text(item.textValue()) : "";
                if (item.isTextual() && !masked.equals(item.textValue())) {
                    array.set(i, TextNode.valueOf(masked));
                    changed = true;
                }
                changed |= mask(item, outer, tokens);
            }
        }
        return changed;
    }

    private static boolean maskField(ObjectNode object, String field, Variable variable, UnaryOperator<String> tokens) {
        JsonNode value = object.get(field);
        String name = field.toLowerCase(Locale.ROOT);
        if (value.isValueNode()) {
            boolean ofVariable = VALUE_FIELDS.contains(name);
            boolean secret = SECRET_FIELDS.contains(name)
                    || (ofVariable && variable == Variable.SECRET)
                    || (name.equals("idtoken") && isKeyCode(object));
            boolean token = namesCustomer(name) || (ofVariable && variable == Variable.TOKEN);
            String plain = token ? tokens.apply(value.asText()) : value.asText();
            String masked = secret ? MASK : text(plain);
            boolean changes = !value.isNull() && !masked.equals(value.asText());
            if (changes) {
                object.put(field, masked);
            }
            return changes;
        }
        return mask(value, variable, tokens);
    }

    private static boolean isKeyCode(ObjectNode idToken) {
        return idToken.path("type").asText("").equalsIgnoreCase("KeyCode");
    }

    /** What the value of a variable tells that an object names. */
    private enum Variable {
        HARMLESS,
        SECRET,
        TOKEN;

        static Variable of(ObjectNode object) {
            String name = object.path("variable").path("name").asText("").toLowerCase(Locale.ROOT);
            return SECRET_VARIABLES.contains(name) ? SECRET : TOKEN_VARIABLES.contains(name) ? TOKEN : HARMLESS;
        }
    }

    private static List<String> fieldNames(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
