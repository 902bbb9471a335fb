package io.karge.driver.polling;

import io.karge.driver.CommandResult;

/** How a command stands that was given to the hardware. */
public sealed interface Outcome {

    /** The hardware confirmed or refused it. */
    record Done(CommandResult result) implements Outcome {}

    /**
     * The hardware has not said yet how it went; it is asked again.
     *
     * @param takenUp whether the hardware is known to work on it. A command that is not may be lost when another one is
     *     written over it; where nothing can be written over, or nobody can tell, it is true
     */
    record Open(boolean takenUp) implements Outcome {}

    /** The hardware did it. */
    static Outcome accepted() {
        return new Done(new CommandResult.Accepted());
    }

    /** The hardware refused or failed, and why, for people. */
    static Outcome rejected(String reason) {
        return new Done(new CommandResult.Rejected(reason));
    }

    /** The hardware cannot do that. */
    static Outcome notSupported() {
        return new Done(new CommandResult.NotSupported());
    }
}
