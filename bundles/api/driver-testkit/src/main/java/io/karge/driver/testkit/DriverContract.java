package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.UnlockConnector;
import io.karge.driver.HardwareCommand.VendorCommand;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every driver promises (see {@link StationDriver}), as tests in virtual time. A driver's test extends this class
 * and says what the bench is. It asks only for what the model declares, and checks that no more is claimed. This part is about commands
 * and about stopping.
 */
public abstract class DriverContract extends ChargingContract {
    @Test
    void doesEachSupportedCommandAndSendsItOnce() {
        start();
        bench.plugIn(1);
        pass(reaction());
        for (HardwareCommand command : harmlessCommands()) {
            boolean supported = supports(command);
            long received = bench.commandsReceived();

            CommandResult answer = result(command);
            time.advance(Duration.ofMinutes(1));

            assertThat(answer).as("%s", command).isInstanceOf(supported ? Accepted.class : NotSupported.class);
            assertThat(bench.commandsReceived() - received)
                    .as("%s sent", command)
                    .isLessThanOrEqualTo(supported ? 1 : 0);
        }
    }

    @Test
    void answersCommandsGivenTogetherEachOnceAndInOrder() {
        start();
        List<HardwareCommand> answers = new ArrayList<>();
        List<HardwareCommand> given = Stream.<HardwareCommand>of(
                        new StopEnergy(1),
                        new SetAvailability(1, false),
                        new SetAvailability(1, true),
                        new AllowEnergy(1, null))
                .filter(this::supports)
                .toList();
        given.forEach(command -> driver.execute(command).thenAccept(it -> answers.add(command)));
        pass(answer());

        assertThat(answers).isEqualTo(given);
        assertThat(bench.commandsReceived()).isEqualTo(given.size());
    }

    /** StopEnergy may overtake what waits; nothing that was given before may allow energy after it. */
    @Test
    void leavesTheEnergyStoppedWhenStopEnergyWasGivenLast() {
        start();
        bench.plugIn(1);
        pass(reaction());
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new SetAvailability(1, true)).thenAccept(answers::add);
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        driver.execute(new StopEnergy(1)).thenAccept(answers::add);
        pass(answer());

        assertThat(answers).hasSize(3);
        driver.stop(Duration.ofSeconds(5));
        sink.clear();
        driver = newDriver();
        start();
        assertThat(energyFlows(sink.last(Snapshot.class).evses().get(0))).isFalse();
    }

    @Test
    void answersTimedOutWhenTheHardwareDoesNotAnswerAndDoesNotRepeat() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        pass(answer());
        bench.deaf(false);
        pass(answer());

        assertThat(answers).containsExactly(new TimedOut());
        assertThat(bench.commandsReceived()).isEqualTo(1);
    }

    @Test
    void answersACommandWhoseLinkIsLostMeanwhileAndDoesNotRepeat() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        pass(reaction());
        bench.cutLink();
        bench.deaf(false);
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(answers).containsExactly(new TimedOut());
        assertThat(bench.commandsReceived()).isEqualTo(1);
    }

    @Test
    void rejectsAnEvseThatIsNotThereWithoutSending() {
        start();
        int missing = model().evses().size() + 1;
        for (HardwareCommand command :
                List.of(new AllowEnergy(missing, null), new StopEnergy(missing), new ReadMeter(missing))) {
            assertThat(result(command))
                    .as("%s", command)
                    .isInstanceOf(supports(command) ? Rejected.class : NotSupported.class);
        }
        assertThat(result(new AllowEnergy(0, null))).isInstanceOf(Rejected.class);
        assertThat(result(new AllowEnergy(-1, null))).isInstanceOf(Rejected.class);
        assertThat(bench.commandsReceived()).isZero();
    }

    @Test
    void answersNotSupportedToAnUnknownVendorCommand() {
        start();

        assertThat(result(new VendorCommand(1, "NoSuchCommand", Map.of())))
                .isInstanceOfAny(NotSupported.class, Rejected.class);
    }

    @Test
    void postsNothingAfterStopAndLeavesNoTimer() {
        start();
        charge(1);
        driver.stop(Duration.ofSeconds(5));
        assertThat(driverTime.pending()).as("timers left behind").isZero();
        sink.clear();
        bench.unplug(1);
        if (model().reader().kind() != ReaderModel.Kind.NONE) {
            bench.presentToken(1, "04A2B3C4");
        }
        bench.cutLink();
        pass(reconnection());
        bench.restoreLink();
        pass(reconnection());

        assertThat(sink.events()).isEmpty();
        assertThat(result(new StopEnergy(1))).isInstanceOf(LinkDown.class);
    }

    @Test
    void answersWhatIsOpenWhenItIsStopped() {
        start();
        bench.deaf(true);
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new AllowEnergy(1, null)).thenAccept(answers::add);
        driver.execute(new StopEnergy(1)).thenAccept(answers::add);
        driver.stop(Duration.ofSeconds(5));
        pass(answer());

        assertThat(answers).hasSize(2).allMatch(answer -> answer instanceof TimedOut || answer instanceof LinkDown);
    }

    @Test
    void leavesTheHardwareChargingWhenItIsReplaced() {
        start();
        charge(1);
        long received = bench.commandsReceived();
        driver.stop(Duration.ofSeconds(5));
        pass(reaction());
        sink.clear();

        driver = newDriver();
        start();

        assertThat(bench.commandsReceived()).isEqualTo(received);
        EvseState evse = sink.last(Snapshot.class).evses().get(0);
        assertThat(energyFlows(evse)).isTrue();
        assertThat(evse.vehicle()).isEqualTo(VehicleState.CHARGING);
        assertThat(result(new StopEnergy(1))).isInstanceOf(Accepted.class);
        pass(reaction());
        assertThat(energyFlows()).isFalse();
    }

    private boolean supports(HardwareCommand command) {
        return model().commands().contains(command.getClass().getSimpleName());
    }

    private static List<HardwareCommand> harmlessCommands() {
        return List.of(
                new SetAvailability(1, false),
                new SetAvailability(1, true),
                new SetAvailability(0, true),
                new AllowEnergy(1, 20_000),
                new SetLimit(1, 10_000),
                new SetLimit(1, null),
                new SetLimit(0, 50_000),
                new SetLimit(0, null),
                new StopEnergy(1),
                new ReadMeter(1),
                new ShowMessage(0, "Welcome"),
                new ShowMessage(0, ""),
                new AnswerToken(1, "04A2B3C4", TokenType.ISO14443, AnswerToken.Status.REFUSED, "Blocked", ""),
                new AnswerToken(0, "04A2B3C4", TokenType.ISO14443, AnswerToken.Status.ACCEPTED, "", "Hello"),
                new UnlockConnector(1, 1));
    }
}
