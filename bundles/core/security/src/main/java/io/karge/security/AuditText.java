package io.karge.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people and programs ask the gateway for, as it may stand in a log, a view or an archive: without passwords, keys and
 * tokens of vehicles and their drivers. Rather too much is masked than too little. Stateless.
 */
public final class AuditText {
    private static final String SECRET =
            "(?:pass(?:word|wd|phrase)|secret|credential|simpin|private-?key|vpnkey|\\bapi-?key)";
    private static final Pattern SECRET_NAME = Pattern.compile(SECRET, Pattern.CASE_INSENSITIVE);
    private static final Set<String> VALUES = Set.of("value", "attributevalue");

    private static final String WORD = "(?:\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?|[^\\s;|]+)";
    /** A word with a secret name, whatever stands between it and its value, and the value. */
    private static final Pattern SECRET_WORD = Pattern.compile(
            "([\\w.\"'-]*" + SECRET + "[\\w.-]*[\"']?(?:\\s*[=:]\\s*|\\s+))" + WORD, Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN_MEMBER = Pattern.compile(
            "(\"" + Masking.TOKEN_NAME + "\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern USERS = Pattern.compile("(jaas:\\S*\\s+" + WORD + "\\s+)[^;|]+");

    private static final Pattern USER = Pattern.compile("^([^:/?#]+://)[^/]*@");
    private static final Pattern PARAMETER = Pattern.compile("([?&#;]([^=&#;]*)=)[^&#;]*");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AuditText() {}

    /** The JSON body of a call over HTTP; of one that is no JSON nothing but that. */
    public static String json(String body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            hide(tree);
            return Masking.mask("", MAPPER.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            return "a body that is no JSON";
        }
    }

    /** A line that was typed into the shell. */
    public static String line(String line) {
        String masked = TOKEN_MEMBER.matcher(line).replaceAll("$1\"" + Masking.MASK + "\"");
        masked = TokenArguments.hide(masked);
        masked = USERS.matcher(masked).replaceAll("$1" + Masking.MASK);
        masked = SECRET_WORD
                .matcher(masked)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + Masking.MASK));
        return Masking.text(masked);
    }

    /** An address of a CSMS or of hardware: without who logs in, and without the values of parameters that are secret. */
    public static String address(String url) {
        String shown = USER.matcher(url).replaceFirst("$1");
        return PARAMETER
                .matcher(Masking.text(shown))
                .replaceAll(match -> Matcher.quoteReplacement(
                        isSecret(match.group(2)) ? match.group(1) + Masking.MASK : match.group()));
    }

    /** What was said of a line that was typed, such as why it failed: without what {@link #line} hides of it, and as that. */
    public static String said(String line, String text) {
        Set<String> shown = Set.copyOf(List.of(line(line).split("\\s+", -1)));
        String said = text;
        for (String word : line.split("\\s+", -1)) {
            String bare = word.replaceAll("^[\"']+|[\"']+$", "");
            if (!shown.contains(word) && !bare.isEmpty()) {
                said = said.replaceAll("(?<!\\w)" + Pattern.quote(bare) + "(?!\\w)", Masking.MASK);
            }
        }
        return line(said);
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean ofSecret = isSecret(object.path("variable").asText(""))
                    || isSecret(object.path("variable").path("name").asText(""));
            for (String field :
                    object.properties().stream().map(Map.Entry::getKey).toList()) {
                String name = field.toLowerCase(Locale.ROOT);
                boolean secret = isSecret(name) || Masking.namesCustomer(name) || (ofSecret && VALUES.contains(name));
                if (secret && object.get(field).isValueNode()) {
                    object.put(field, Masking.MASK);
                }
            }
        }
        node.forEach(AuditText::hide);
    }

    private static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }
}
