package io.karge.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of the shell that change nothing: one command that viewers may run or whose name says that it only looks,
 * perhaps through filters; asking for help; and what each session begins with. Of everything else that is not known.
 */
final class LookingLines {
    private static final Logger LOG = LoggerFactory.getLogger(LookingLines.class);
    /** What could run a second command, write a file, or call whatever there is. */
    private static final Pattern LANGUAGE = Pattern.compile("[;&<>{}()$`=\\n]");

    private static final Pattern NAMES =
            Pattern.compile("(?:[a-z-]+-)?(?:list|info|help|display|tail|exists)|man|exit|logout|history");
    private static final Pattern FILTERS = Pattern.compile("grep|head|more|less|sort|wc|tail|uniq");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s;]+");

    private final CommandAcl acl;
    private final Path etc;

    /** @param etc where the scripts are with which each session begins */
    LookingLines(CommandAcl acl, Path etc) {
        this.acl = acl;
        this.etc = etc;
    }

    /** Whether the line is one. May read files. */
    boolean has(String line) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return true;
        }
        if (LANGUAGE.matcher(line.strip()).find()) {
            return isOfTheBeginning(line);
        }
        List<String> parts = List.of(line.strip().split("\\|", -1));
        return parts.stream().noneMatch(String::isBlank)
                && looks(parts.get(0))
                && parts.stream().skip(1).allMatch(LookingLines::filters);
    }

    private boolean looks(String part) {
        try {
            CommandLine command = CommandLine.parse(part);
            return command.arguments().contains("--help")
                    || NAMES.matcher(command.name()).matches()
                    || acl.isOfOthers(command.scope(), command.name());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean filters(String part) {
        try {
            CommandLine command = CommandLine.parse(part);
            return (command.scope().isEmpty() || command.scope().equals("shell"))
                    && FILTERS.matcher(command.name()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Sessions without a terminal hand the script on without its comments. */
    private boolean isOfTheBeginning(String line) {
        String essence = essence(line);
        return scripts().stream().anyMatch(script -> essence(script).equals(essence));
    }

    private static String essence(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("//") && !line.startsWith("#"))
                .map(line -> SEPARATORS.matcher(line).replaceAll(""))
                .collect(Collectors.joining());
    }

    private List<String> scripts() {
        List<String> texts = new ArrayList<>();
        try {
            texts.add(Files.readString(etc.resolve("shell.init.script")));
            try (Stream<Path> others = Files.list(etc.resolve("scripts"))) {
                for (Path script : others.toList()) {
                    texts.add(Files.readString(script));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the scripts with which sessions begin cannot all be read", e);
        }
        return texts;
    }
}
