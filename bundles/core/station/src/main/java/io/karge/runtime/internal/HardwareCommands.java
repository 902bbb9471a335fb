package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.failure.FailureWords;
import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.HardwareBus.HardwareChannel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of commands from the blocks to the hardware. What makes the station safer, StopEnergy and going inoperative,
 * does not wait until it is durable; an earlier command to the contrary that still waits is then void. On the loop only.
 */
final class HardwareCommands {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareCommands.class);

    private final String stationId;
    private final StationModel model;
    private final HardwareChannel channel;
    private final Steps steps;
    private final UndoLog undo;
    private final Consumer<HardwareCommand> done;
    private final TokenAnswers answers;
    private final Set<Gated> gated = new LinkedHashSet<>();

    /** @param done is told of every command that the hardware accepted, in a step, before its sender is */
    HardwareCommands(
            String stationId,
            StationModel model,
            HardwareChannel channel,
            Steps steps,
            UndoLog undo,
            Consumer<HardwareCommand> done) {
        this.stationId = stationId;
        this.model = model;
        this.channel = channel;
        this.steps = steps;
        this.undo = undo;
        this.done = done;
        this.answers = new TokenAnswers(model, undo, this::say);
    }

    /** The answers to tokens, each of which goes down once. */
    TokenAnswers answers() {
        return answers;
    }

    /** An answer that nobody waits for to have gone down. */
    private void say(HardwareCommand.AnswerToken answer) {
        execute(answer, result -> {});
    }

    /**
     * Gives the command; the result comes in a step of its own.
     *
     * @param withdrawn whether who gives it is not there any more: a command that still waits is not given then
     */
    void give(HardwareCommand command, BooleanSupplier withdrawn, Consumer<CommandResult> result) {
        if (command instanceof HardwareCommand.AnswerToken answer && !answers.take(answer)) {
            steps.post(() -> result.accept(new CommandResult.Rejected("no such token waits for an answer")));
            return;
        }
        if (!isSafe(command)) {
            Gated waiting = new Gated(command, withdrawn, result);
            gated.add(waiting);
            undo.changed(() -> gated.remove(waiting));
            steps.output(waiting);
            return;
        }
        for (Gated earlier : Set.copyOf(gated)) {
            if (contradicts(command, earlier.command)) {
                gated.remove(earlier);
                String why = "overtaken by " + command.getClass().getSimpleName();
                steps.post(() -> earlier.result.accept(new CommandResult.Rejected(why)));
            }
        }
        execute(command, result);
    }

    private static boolean isSafe(HardwareCommand command) {
        return command instanceof HardwareCommand.StopEnergy
                || (command instanceof HardwareCommand.SetAvailability set && !set.operative());
    }

    private static boolean contradicts(HardwareCommand safe, HardwareCommand earlier) {
        boolean sameEvse = safe.evseId() == 0 || safe.evseId() == earlier.evseId();
        return sameEvse
                && (safe instanceof HardwareCommand.StopEnergy
                        ? earlier instanceof HardwareCommand.AllowEnergy
                        : earlier instanceof HardwareCommand.SetAvailability);
    }

    private void execute(HardwareCommand command, Consumer<CommandResult> result) {
        executed(command)
                .whenComplete((outcome, failure) -> steps.post(() -> {
                    if (failure != null) {
                        LOG.error("station={} the driver failed at {}", stationId, command, failure);
                        result.accept(new CommandResult.Rejected("the driver failed: " + FailureWords.of(failure)));
                        return;
                    }
                    if (outcome instanceof CommandResult.Accepted) {
                        done.accept(command);
                    }
                    result.accept(outcome);
                }));
    }

    /** A driver that throws has failed at the command, as one that says so. */
    private CompletionStage<CommandResult> executed(HardwareCommand command) {
        try {
            return channel.execute(model.inUnitsOfHardware(command));
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private final class Gated implements Output {
        private final HardwareCommand command;
        private final BooleanSupplier withdrawn;
        private final Consumer<CommandResult> result;

        Gated(HardwareCommand command, BooleanSupplier withdrawn, Consumer<CommandResult> result) {
            this.command = command;
            this.withdrawn = withdrawn;
            this.result = result;
        }

        @Override
        public void release() {
            if (!gated.remove(this)) {
                return;
            }
            if (!withdrawn.getAsBoolean()) {
                execute(command, result);
            } else if (command instanceof HardwareCommand.AnswerToken answer) {
                say(TokenAnswers.refused(answer)); // who decided is gone, and the reader still waits
            }
        }

        /** As without a link: the hardware is shown anew when commands leave again. */
        @Override
        public void dropped() {
            if (gated.remove(this)) {
                if (command instanceof HardwareCommand.AnswerToken answer) {
                    say(TokenAnswers.refused(answer));
                }
                steps.post(() -> result.accept(new CommandResult.LinkDown()));
            }
        }
    }
}
