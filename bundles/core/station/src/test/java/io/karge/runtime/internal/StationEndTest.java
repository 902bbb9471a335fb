package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.runtime.DirectHardwareBus;
import io.karge.station.HardwareBus;
import io.karge.time.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is left of a station that has ended, and where its end is done. */
class StationEndTest {
    private final GatewayHarness h = new GatewayHarness();
    private final List<String> closings = new ArrayList<>();
    private String thread = "";

    StationEndTest() {
        h.workers = new NamedWorkers();
        h.bus = new BlockingBus();
        h.gateway = h.build();
    }

    @Test
    void closesTheChannelWhereItMayBlock() {
        h.online();

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(closings).containsExactly("station CS-1");
    }

    @Test
    void closesTheChannelWhereItMayBlockAlsoWhenItHalts() {
        h.online();

        h.gateway.close();
        h.time.runUntilIdle();

        assertThat(closings).containsExactly("station CS-1");
    }

    @Test
    void leavesNoTimerWhenItIsRemoved() {
        h.online();

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void leavesNoTimerWhenItIsRemovedWithItsHardwareAway() {
        h.online();
        h.cabinet().cutLink();
        h.time.advance(Duration.ofSeconds(1));

        h.now(h.gateway.removeStation(GatewayHarness.ID));

        assertThat(h.time.pendingTimers()).isZero();
    }

    @Test
    void leavesNoTimerWhenItHalts() {
        h.online();
        h.now(h.gateway.disconnect(GatewayHarness.ID)); // a WebSocket that closes is given its time

        h.gateway.close();
        h.time.runUntilIdle();

        assertThat(h.time.pendingTimers()).isZero();
    }

    /** Says on whose executor a task runs. */
    private final class NamedWorkers implements WorkerPool {
        @Override
        public Executor computing() {
            return task -> h.time.computing().execute(() -> run("computing", task));
        }

        @Override
        public Executor newBlockingSerial(String name) {
            Executor serial = h.time.newBlockingSerial(name);
            return task -> serial.execute(() -> run(name, task));
        }

        private void run(String name, Runnable task) {
            thread = name;
            try {
                task.run();
            } finally {
                thread = "";
            }
        }
    }

    /** Closing blocks, as removing routes does. */
    private final class BlockingBus implements HardwareBus {
        private final HardwareBus direct = new DirectHardwareBus();

        @Override
        public HardwareChannel open(String stationId, HardwareEventSink core) {
            HardwareChannel channel = direct.open(stationId, core);
            return new HardwareChannel() {
                @Override
                public void attach(Function<HardwareCommand, CompletionStage<CommandResult>> driver) {
                    channel.attach(driver);
                }

                @Override
                public void detach() {
                    channel.detach();
                }

                @Override
                public void post(HardwareEvent event) {
                    channel.post(event);
                }

                @Override
                public CompletionStage<CommandResult> execute(HardwareCommand command) {
                    return channel.execute(command);
                }

                @Override
                public void close() {
                    closings.add(thread);
                    channel.close();
                }
            };
        }
    }
}
