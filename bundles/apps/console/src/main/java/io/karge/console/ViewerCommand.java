package io.karge.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** Runs the lines that somebody who is no administrator gave to his SSH client, until one of them fails. */
final class ViewerCommand implements Command {
    private final ViewerCommands commands;
    private final Subject subject;
    private final String lines;
    private final Executor executor;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private @Nullable Thread runner;
    private boolean destroyed;

    /** @param executor its tasks may block */
    ViewerCommand(ViewerCommands commands, Subject subject, String lines, Executor executor) {
        this.commands = commands;
        this.subject = subject;
        this.lines = lines;
        this.executor = executor;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        executor.execute(() -> Objects.requireNonNull(exit).onExit(run() ? 0 : 1));
    }

    private boolean run() {
        InputStream input = Objects.requireNonNull(in);
        PrintStream output = new PrintStream(Objects.requireNonNull(out), true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(Objects.requireNonNull(err), true, StandardCharsets.UTF_8);
        begins();
        try {
            return lines.lines().allMatch(line -> commands.run(subject, line, input, output, errors));
        } finally {
            ends();
        }
    }

    private synchronized void begins() {
        runner = Thread.currentThread();
        if (destroyed) {
            runner.interrupt();
        }
    }

    /** The thread is another's from now on. */
    private synchronized void ends() {
        runner = null;
        boolean unused = Thread.interrupted();
    }

    /** The end of the channel, whoever ended it: what still runs, such as what follows something, is interrupted. */
    @Override
    public synchronized void destroy(ChannelSession channel) {
        destroyed = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }
}
