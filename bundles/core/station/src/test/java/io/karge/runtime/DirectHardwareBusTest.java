package io.karge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.station.HardwareBus.HardwareChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DirectHardwareBusTest {
    private static final HardwareCommand STOP = new HardwareCommand.StopEnergy(1);

    private final DirectHardwareBus bus = new DirectHardwareBus();
    private final List<HardwareEvent> up = new ArrayList<>();
    private final List<HardwareCommand> down = new ArrayList<>();
    private final HardwareChannel channel = bus.open("CS-1", up::add);

    @Test
    void handsEventsUpAndCommandsDown() {
        HardwareEvent event = new HardwareEvent.StopRequested(Instant.EPOCH, 1);
        channel.attach(command -> {
            down.add(command);
            return CompletableFuture.completedFuture(new CommandResult.Accepted());
        });

        channel.post(event);

        assertThat(up).containsExactly(event);
        assertThat(channel.execute(STOP).toCompletableFuture()).isCompletedWithValue(new CommandResult.Accepted());
        assertThat(down).containsExactly(STOP);
    }

    @Test
    void answersLinkDownWithoutADriver() {
        assertThat(channel.execute(STOP).toCompletableFuture()).isCompletedWithValue(new CommandResult.LinkDown());

        channel.attach(command -> CompletableFuture.completedFuture(new CommandResult.Accepted()));
        channel.detach();

        assertThat(channel.execute(STOP).toCompletableFuture()).isCompletedWithValue(new CommandResult.LinkDown());
    }

    @Test
    void hasOneLineForEachStation() {
        assertThatIllegalStateException().isThrownBy(() -> bus.open("CS-1", up::add));

        channel.close();
        channel.post(new HardwareEvent.StopRequested(Instant.EPOCH, 1));

        assertThat(up).isEmpty();
        assertThat(bus.open("CS-1", up::add)).isNotNull();
    }
}
