package io.karge.runtime;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.station.HardwareBus;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A hardware bus that hands over in the calling thread: for tests and programs without routes. Thread-safe. */
public final class DirectHardwareBus implements HardwareBus {
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    @Override
    public HardwareChannel open(String stationId, HardwareEventSink core) {
        if (!open.add(stationId)) {
            throw new IllegalStateException("station=" + stationId + " has a hardware channel already");
        }
        return new Channel(stationId, core);
    }

    private final class Channel implements HardwareChannel {
        private final String stationId;
        private final HardwareEventSink core;
        private volatile @Nullable Function<HardwareCommand, CompletionStage<CommandResult>> driver;
        private volatile boolean closed;

        Channel(String stationId, HardwareEventSink core) {
            this.stationId = stationId;
            this.core = core;
        }

        @Override
        public void attach(Function<HardwareCommand, CompletionStage<CommandResult>> attached) {
            driver = attached;
        }

        @Override
        public void detach() {
            driver = null;
        }

        @Override
        public void post(HardwareEvent event) {
            if (!closed) {
                core.post(event);
            }
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            Function<HardwareCommand, CompletionStage<CommandResult>> attached = driver;
            return attached == null || closed
                    ? CompletableFuture.completedFuture(new CommandResult.LinkDown())
                    : attached.apply(command);
        }

        @Override
        public void close() {
            closed = true;
            open.remove(stationId);
        }
    }
}
