package io.karge.security;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of the shell that take a station and then a token, and what of them may be written down: the station, the names
 * of options, and what can only be an EVSE or a type of tokens. Every other word may be the token: options stand anywhere, and
 * the line may be one that the shell refuses.
 */
final class TokenArguments {
    private static final Pattern COMMAND =
            Pattern.compile("(?:.*[^\\w-])?(?:present-token|csms:start)[\"']?", Pattern.DOTALL);
    /** What another command may follow. */
    private static final Pattern END = Pattern.compile(".*[;|&})]", Pattern.DOTALL);

    private static final Pattern ANOTHER = Pattern.compile("[({]*[a-z][a-z0-9-]*:[a-z][a-z0-9-]*[;|]?");
    private static final Map<String, Pattern> HARMLESS = Map.of(
            "--evse",
            Pattern.compile("\\d{1,3}"),
            "--type",
            Pattern.compile("Central|eMAID|ISO14443|ISO15693|KeyCode|Local|MacAddress|NoAuthorization"));
    /** What an argument may follow. */
    private static final Set<String> WITHOUT_VALUE = Set.of("", "--", "--json");

    private static final Pattern WORD = Pattern.compile("\\S+");

    private TokenArguments() {}

    /** A line without its tokens. */
    static String hide(String line) {
        Deque<String> words = new ArrayDeque<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        List<String> shown = new ArrayList<>();
        while (!words.isEmpty()) {
            String word = words.remove();
            shown.add(word);
            if (COMMAND.matcher(word).matches()) {
                shown.addAll(hidden(given(words)));
            }
        }
        Deque<String> next = new ArrayDeque<>(shown);
        return matcher.reset().replaceAll(word -> Matcher.quoteReplacement(next.remove()));
    }

    /** Takes the words away that belong to a command. */
    private static List<String> given(Deque<String> words) {
        List<String> given = new ArrayList<>();
        String before = "";
        while (!words.isEmpty()) {
            boolean another = ANOTHER.matcher(words.element()).matches();
            if (COMMAND.matcher(words.element()).matches()
                    || (another && END.matcher(before).matches())) {
                break;
            }
            before = words.remove();
            given.add(before);
        }
        return given;
    }

    private static List<String> hidden(List<String> given) {
        List<String> shown = new ArrayList<>();
        List<Integer> arguments = new ArrayList<>();
        boolean clear = true;
        String option = "";
        for (String word : given) {
            if (word.startsWith("--") && !option.equals("--")) {
                int equals = word.indexOf('=');
                option = equals < 0 ? word : "";
                boolean safe = equals < 0 || isHarmless(word.substring(0, equals), word.substring(equals + 1));
                shown.add(safe ? word : word.substring(0, equals + 1) + Masking.MASK);
            } else if (isHarmless(option, word)) {
                shown.add(word);
                option = "";
            } else {
                clear &= WITHOUT_VALUE.contains(option);
                arguments.add(shown.size());
                shown.add(Masking.MASK);
                option = option.equals("--") ? option : "";
            }
        }
        if (clear && arguments.size() > 1) { // a single one may be a token, with the station forgotten
            int station = arguments.get(0);
            shown.set(station, given.get(station));
        }
        return shown;
    }

    private static boolean isHarmless(String option, String value) {
        Pattern harmless = HARMLESS.get(option);
        return harmless != null && harmless.matcher(value).matches();
    }
}
