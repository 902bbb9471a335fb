package io.karge.station.testkit;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command that the block gave to the hardware. The test gives its one result, as a step of its own. */
public final class SentCommand {
    private final BlockTester tester;
    private final HardwareCommand command;
    private @Nullable Consumer<CommandResult> result;

    SentCommand(BlockTester tester, HardwareCommand command, Consumer<CommandResult> result) {
        this.tester = tester;
        this.command = command;
        this.result = result;
    }

    public HardwareCommand command() {
        return command;
    }

    /** Whether the result is still to be given. */
    public boolean isOpen() {
        return result != null;
    }

    public void accept() {
        complete(new CommandResult.Accepted());
    }

    public void complete(CommandResult outcome) {
        Consumer<CommandResult> then = result;
        if (then == null) {
            throw new IllegalStateException(this + " has its result already");
        }
        result = null;
        tester.step(() -> then.accept(outcome));
    }

    /** The block that asked is closed: nobody waits for the result any more. */
    void forget() {
        result = null;
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
