package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "messages",
        description = "Shows the latest OCPP messages of a station, secrets masked")
public final class StationMessagesCommand extends ConsoleCommand {
    private static final int AT_ONCE = 1_000;
    private static final long BETWEEN_LOOKS_MILLIS = 500;
    private static final String INDENT = "    ";

    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--after", description = "Only messages after this sequence number")
    long after;

    @Option(name = "--limit", description = "How many messages at most; 50 unless given")
    int limit = 50;

    @Option(
            name = "--follow",
            aliases = "-f",
            description = "Goes on with those that come, until Ctrl-C or the end of the session")
    boolean follow;

    @Option(name = "--json", description = "Prints JSON; with --follow an object per line")
    boolean json;

    @Reference
    @Nullable
    Session session;

    /** Waits for the next look. */
    interface Pause {
        void next() throws InterruptedException;
    }

    Pause pause = () -> {
        boolean unused = new CountDownLatch(1).await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    };

    @Override
    protected void run() throws Exception {
        if (limit < 1 || after < 0) {
            throw new IllegalArgumentException(
                    limit < 1
                            ? "--limit is " + limit + ", it is 1 or more"
                            : "--after is " + after + ", it is 0 or more");
        }
        List<LoggedMessage> messages = gateway.messages(stationId, after, limit);
        if (follow) {
            follow(messages);
        } else if (json) {
            Rows.print(System.out, LoggedMessage.class, messages, "", true);
        } else if (messages.isEmpty()) {
            Lines.print(
                    System.out,
                    after == 0
                            ? "No message has been sent or received yet"
                            : "No message has been sent or received after " + after);
        } else {
            messages.forEach(StationMessagesCommand::print);
        }
    }

    /** The shell interrupts whoever is to end; whoever went away takes no more output. */
    private void follow(List<LoggedMessage> first) {
        List<LoggedMessage> messages = first;
        long last = after;
        try {
            while (!System.out.checkError()) {
                for (LoggedMessage message : messages) {
                    print(message, json);
                    last = message.seq();
                }
                flush();
                pause.next();
                messages = gateway.messages(stationId, last, last == 0 ? limit : AT_ONCE);
            }
        } catch (InterruptedException e) { // the end that was asked for
            Thread.currentThread().interrupt();
        }
    }

    /** What is printed reaches the console; of a session without a terminal that alone sends it. */
    private void flush() {
        System.out.flush();
        if (session != null) {
            session.getConsole().flush();
        }
    }

    private static void print(LoggedMessage message, boolean json) {
        if (json) {
            Rows.printLine(System.out, message);
        } else {
            print(message);
        }
    }

    private static void print(LoggedMessage message) {
        String action = message.action() == null ? "" : " " + message.action();
        String id = message.messageId() == null ? "" : " " + message.messageId();
        Instant at = message.at().truncatedTo(ChronoUnit.MILLIS);
        Lines.print(
                System.out, message.seq() + " " + at + " " + message.direction() + " " + message.type() + action + id);
        Lines.wrap(message.frame(), Lines.WIDTH - INDENT.length()).forEach(line -> System.out.println(INDENT + line));
    }
}
