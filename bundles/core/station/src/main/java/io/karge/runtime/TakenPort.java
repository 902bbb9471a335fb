package io.karge.runtime;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a server of the gateway, while it cannot be had: a problem, told once in the log, and one attempt after
 * another until it is ours. Thread-safe.
 */
public final class TakenPort implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(TakenPort.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final TimeSource time;
    private final String server;
    private final String remedy;

    private StationView.@Nullable Problem problem;
    private @Nullable Cancellable attempt;
    private boolean closed;

    /**
     * @param server whose port it is and what people miss without it, such as {@code console (./karge console)}
     * @param remedy what to do, with the file and the key of the configuration
     */
    public TakenPort(TimeSource time, String server, String remedy) {
        this.time = time;
        this.server = server;
        this.remedy = remedy;
    }

    /**
     * Whether the port can be had now; it is found out without listening on it for a moment. If not, that is a problem.
     *
     * @param again the next attempt; runs once, soon, on a timer thread: it must return at once
     */
    public boolean canBeHad(String host, int port, Runnable again) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            failed(host, port, "the name " + host + " cannot be resolved", again);
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true); // as the servers do: what a dead connection still holds does not count
            socket.bind(address);
            return true;
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            failed(host, port, message.contains("in use") ? "another program has the port" : message, again);
            return false;
        }
    }

    /**
     * The port could not be opened.
     *
     * @param again as above
     */
    public synchronized void failed(String host, int port, String why, Runnable again) {
        if (closed) {
            return;
        }
        say("the port " + host + ":" + port + " of the " + server + " cannot be opened", why, remedy);
        cancelAttempt();
        attempt = time.schedule(BETWEEN_ATTEMPTS, again);
    }

    /** The configuration names no port that could be had; only another configuration helps. */
    public void misconfigured(String why) {
        misconfigured(why, remedy);
    }

    /**
     * The same, where the port itself is not what is wrong.
     *
     * @param remedy what is to be corrected, and where
     */
    public synchronized void misconfigured(String why, String remedy) {
        cancelAttempt();
        say("the " + server + " is not reachable", why, remedy);
    }

    /** The port is ours, or no longer wanted. */
    public synchronized void over() {
        cancelAttempt();
        if (problem != null) {
            LOG.info("Over: {}", problem.what());
            problem = null;
        }
    }

    /** No attempt is made any more, and there is no problem. */
    public synchronized void close() {
        closed = true;
        cancelAttempt();
        problem = null;
    }

    @Override
    public synchronized List<StationView.Problem> problems() {
        return problem == null ? List.of() : List.of(problem);
    }

    private void say(String what, String why, String remedy) {
        if (problem != null && problem.what().equals(what) && problem.why().equals(why)) {
            return;
        }
        Instant now = time.wallClock();
        problem = new StationView.Problem(now, what, why, remedy);
        LOG.warn("{}: {}. What to do: {}", what, why, remedy);
    }

    private void cancelAttempt() {
        if (attempt != null) {
            attempt.cancel();
            attempt = null;
        }
    }
}
