package io.karge.driver.testkit;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.CommandResult;
import io.karge.driver.DriverContext;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationDriver;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.driver.polling.PollingDriver;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The driver contract for an AC wallbox that is asked every five seconds, as most are. */
class PolledWallboxTest extends DriverContract {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final InMemoryDriverFactory factory = new InMemoryDriverFactory(TestModels.wallbox(), "{}");

    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new Bench();
    }

    /** What a look shows. */
    private record Seen(CabinetState cabinet, List<EvseState> evses) implements Picture {}

    private final class Bench extends InMemoryBench implements PolledHardware<Seen> {
        private final InMemoryHardware wallbox;
        private final StationDriver inside;
        private boolean cut;
        private boolean deaf;

        Bench() {
            super(factory);
            inside = factory.create(TestContext.in(time, stagingFolder));
            inside.start(event -> {});
            wallbox = factory.hardware("TEST-1");
        }

        @Override
        public StationDriver newDriver(DriverContext context) {
            return new PollingDriver<>(model(), context, this, PERIOD);
        }

        @Override
        public Seen read(@Nullable Seen before) throws IOException {
            if (cut) {
                throw new IOException("no route to the wallbox");
            }
            return new Seen(new CabinetState("MEM-1", "1.0.0", 0, BootReason.POWER_UP), List.of(wallbox.evseState(1)));
        }

        @Override
        public Outcome perform(HardwareCommand command) throws IOException {
            List<CommandResult> answers = new ArrayList<>();
            inside.execute(command).thenAccept(answers::add);
            if (deaf) {
                throw new SocketTimeoutException("no answer");
            }
            return new Outcome.Done(answers.get(0));
        }

        @Override
        public void close() {}

        @Override
        public void cutLink() {
            cut = true;
        }

        @Override
        public void restoreLink() {
            cut = false;
        }

        @Override
        public void deaf(boolean isDeaf) {
            deaf = isDeaf;
            super.deaf(isDeaf);
        }

        @Override
        public void restart(Duration outage) {
            super.restart(Duration.ZERO);
            cut = true;
            time.schedule(outage, () -> cut = false);
        }
    }
}
