package io.karge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the line of somebody who may look: his commands, and what each of them completes. */
final class ViewerCompleter implements Completer {
    private final Session session;
    private final Supplier<List<Command>> allowed;

    ViewerCompleter(Session session, Supplier<List<Command>> allowed) {
        this.session = session;
        this.allowed = allowed;
    }

    /** The full name of one of his commands, which may be given without its scope; else what was given. */
    static String resolved(String name, List<Command> allowed) {
        return allowed.stream()
                .filter(command -> command.getName().equals(name)
                        || ViewerCommands.fullName(command).equals(name))
                .findFirst()
                .map(ViewerCommands::fullName)
                .orElse(name);
    }

    @Override
    public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
        Line line = new Line(parsed);
        for (Command command : allowed.get()) {
            List<String> found = new ArrayList<>();
            Optional.ofNullable(command.getCompleter(false))
                    .ifPresent(completer -> completer.complete(session, line, found));
            found.forEach(one -> candidates.add(new Candidate(one.strip())));
        }
    }

    /** The line as the container's completers know it. */
    private record Line(ParsedLine parsed) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return parsed.wordIndex();
        }

        @Override
        public String getCursorArgument() {
            return parsed.word();
        }

        @Override
        public int getArgumentPosition() {
            return parsed.wordCursor();
        }

        @Override
        public String[] getArguments() {
            return parsed.words().toArray(String[]::new);
        }

        @Override
        public int getBufferPosition() {
            return parsed.cursor();
        }

        @Override
        public String getBuffer() {
            return parsed.line();
        }
    }
}
