package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lines of all stations by their names in endpoint URIs: what the two components look up. Thread-safe. */
final class HardwareLines {
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** Both ends of one station's line: the core above, the driver below, the consumers of the routes between. */
    static final class Line {
        final String stationId;
        final HardwareEventSink core;
        private volatile @Nullable Function<HardwareCommand, CompletionStage<CommandResult>> driver;
        volatile @Nullable LineConsumer events;
        volatile @Nullable LineConsumer commands;

        Line(String stationId, HardwareEventSink core) {
            this.stationId = stationId;
            this.core = core;
        }

        void attach(@Nullable Function<HardwareCommand, CompletionStage<CommandResult>> newDriver) {
            driver = newDriver;
        }

        void post(HardwareEvent event) {
            LineConsumer way = events;
            if (way != null) {
                way.pass(event);
            }
        }

        CompletionStage<CommandResult> execute(HardwareCommand command) {
            LineConsumer way = commands;
            if (way == null) {
                return CompletableFuture.completedFuture(new CommandResult.LinkDown());
            }
            return way.request(command);
        }

        CompletionStage<CommandResult> toDriver(HardwareCommand command) {
            Function<HardwareCommand, CompletionStage<CommandResult>> below = driver;
            return below == null
                    ? CompletableFuture.completedFuture(new CommandResult.LinkDown())
                    : below.apply(command);
        }
    }

    void add(Line line) {
        if (lines.putIfAbsent(name(line.stationId), line) != null) {
            throw new IllegalStateException("station=" + line.stationId + " already has a hardware line");
        }
    }

    void remove(Line line) {
        lines.remove(name(line.stationId), line);
    }

    Line byName(String name) {
        Line line = lines.get(name);
        if (line == null) {
            throw new IllegalArgumentException("there is no station with the endpoint name '" + name + "'");
        }
        return line;
    }

    /**
     * A station id as it stands in endpoint URIs: letters, digits, {@code -} and {@code .} as they are, every other
     * character as {@code _} and its hexadecimal code, so that no two stations share a name.
     */
    static String name(String stationId) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < stationId.length(); i++) {
            char c = stationId.charAt(i);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
                name.append(c);
            } else {
                name.append('_').append(String.format("%04x", (int) c));
            }
        }
        return name.toString();
    }
}
