package io.karge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line as somebody may give it who only looks: a command with its arguments and nothing else. The shell's own language
 * (variables, closures, pipes, redirections, methods of objects) can do everything that the process can; none of it is
 * understood here, whatever it looks like is an argument.
 *
 * @param scope of the command, or "" when only its name was given
 */
record CommandLine(String scope, String name, List<String> arguments) {
    private static final Pattern WORD = Pattern.compile("\\G\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']+))(?=\\s|$)");
    private static final Pattern COMMAND = Pattern.compile("(?:([a-z][a-z0-9-]*):)?([a-z][a-z0-9-]*)");

    CommandLine {
        arguments = List.copyOf(arguments);
    }

    /**
     * @param line not blank
     * @throws IllegalArgumentException with a message that says what of it cannot be understood
     */
    static CommandLine parse(String line) {
        if (line.chars().anyMatch(one -> one != '\t' && Character.isISOControl(one))) {
            throw new IllegalArgumentException("the line has control characters; give one command a line");
        }
        String whole = line.strip();
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(whole);
        int end = 0;
        while (matcher.find()) {
            words.add(text(matcher));
            end = matcher.end();
        }
        if (end < whole.length()) {
            throw new IllegalArgumentException("the quotes of '" + whole + "' do not fit");
        }
        Matcher command = COMMAND.matcher(words.get(0));
        if (!command.matches()) {
            throw new IllegalArgumentException(
                    "'" + words.get(0)
                            + "' is no command: you may give commands with arguments, the shell's language is for administrators");
        }
        String scope = command.group(1) == null ? "" : command.group(1);
        return new CommandLine(scope, command.group(2), words.subList(1, words.size()));
    }

    private static String text(Matcher word) {
        for (int group = 1; group <= 2; group++) {
            if (word.group(group) != null) {
                return word.group(group);
            }
        }
        return word.group(3);
    }

    /**
     * The same for the shell, each argument as a literal of its language.
     *
     * @throws IllegalArgumentException when an argument has a character that no literal can have
     */
    String quoted() {
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\'') >= 0)) {
            throw new IllegalArgumentException("an argument has a single quote in it, which no id here has");
        }
        return arguments.stream()
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(" ", scope + ":" + name + " ", ""))
                .strip();
    }
}
