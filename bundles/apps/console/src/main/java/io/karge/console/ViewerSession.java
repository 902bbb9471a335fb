package io.karge.console;

import java.io.IOError;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.History;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The interactive shell of somebody who is no administrator: reads a line, runs it, and has no language, no variables,
 * no scripts, no history file and no editor. The variables of the SSH client are kept and mean nothing.
 */
final class ViewerSession implements Session {
    private static final String PROMPT = "karge> ";

    private final SessionFactory factory;
    private final ViewerCommands commands;
    private final Subject subject;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final Runnable closed;
    private final Map<String, Object> variables = new ConcurrentHashMap<>();

    ViewerSession(
            SessionFactory factory,
            ViewerCommands commands,
            Subject subject,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Terminal terminal,
            Runnable closed) {
        this.factory = factory;
        this.commands = commands;
        this.subject = subject;
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.closed = closed;
    }

    @Override
    public void run() {
        LineReader reader = reader();
        out.println("Karge, a gateway for charging stations: you may look; help lists the commands, exit leaves.");
        try {
            String line = reader.readLine(PROMPT);
            while (!line.strip().equals("exit") && !line.strip().equals("logout")) {
                runInterruptibly(line);
                line = next(reader);
            }
        } catch (EndOfFileException | UserInterruptException | IOError e) {
            // left, or gone away
        } finally {
            close();
        }
    }

    /** Ctrl-C ends a command that goes on by itself. */
    private void runInterruptibly(String line) {
        Thread runner = Thread.currentThread();
        org.jline.terminal.Terminal typed = (org.jline.terminal.Terminal) terminal;
        SignalHandler before = typed.handle(Signal.INT, signal -> runner.interrupt());
        try {
            commands.run(subject, line, in, out, err);
        } finally {
            typed.handle(Signal.INT, before);
            boolean unused = Thread.interrupted();
        }
    }

    private static String next(LineReader reader) {
        while (true) {
            try {
                return reader.readLine(PROMPT);
            } catch (UserInterruptException e) {
                // a line that was given up
            }
        }
    }

    private LineReader reader() {
        LineReader reader = LineReaderBuilder.builder()
                .terminal((org.jline.terminal.Terminal) terminal)
                .appName("karge")
                .completer(new ViewerCompleter(this, () -> commands.allowed(subject)))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        reader.getWidgets().remove(LineReader.EDIT_AND_EXECUTE_COMMAND); // an editor that opens files
        return reader;
    }

    @Override
    public @Nullable Object execute(CharSequence line) {
        commands.run(subject, line.toString(), in, out, err);
        return null;
    }

    @Override
    public @Nullable Object get(String name) {
        return variables.get(name);
    }

    @Override
    public void put(String name, @Nullable Object value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }

    @Override
    public InputStream getKeyboard() {
        return in;
    }

    @Override
    public PrintStream getConsole() {
        return out;
    }

    @Override
    public String readLine(String prompt, Character mask) {
        throw new UnsupportedOperationException("nobody is asked here");
    }

    @Override
    public Terminal getTerminal() {
        return terminal;
    }

    @Override
    public @Nullable History getHistory() {
        return null;
    }

    @Override
    public Registry getRegistry() {
        return factory.getRegistry();
    }

    @Override
    public SessionFactory getFactory() {
        return factory;
    }

    @Override
    public String resolveCommand(String name) {
        return ViewerCompleter.resolved(name, commands.allowed(subject));
    }

    @Override
    public Path currentDir() {
        return Path.of("");
    }

    @Override
    public void currentDir(Path path) {
        throw new UnsupportedOperationException("there are no folders here");
    }

    @Override
    public void close() {
        closed.run();
    }
}
