package io.karge.driver;

/** How a hardware command went. */
public sealed interface CommandResult {

    /** What came of it, for people: the second half of a sentence about the command. */
    default String text() {
        if (this instanceof Rejected rejected) {
            return "the hardware or its driver refuses: " + rejected.reason();
        } else if (this instanceof NotSupported) {
            return "the hardware cannot do that";
        } else if (this instanceof LinkDown) {
            return "there is no link to the hardware";
        }
        return this instanceof TimedOut ? "the driver does not answer" : "the hardware has done it";
    }

    /** The hardware did it. */
    record Accepted() implements CommandResult {}

    /** The hardware refused or failed; {@code reason} says why, for people. */
    record Rejected(String reason) implements CommandResult {}

    /** This hardware cannot do that. */
    record NotSupported() implements CommandResult {}

    /** There is no link to the hardware, no driver, or no room to store what the command belongs to; nothing was sent. */
    record LinkDown() implements CommandResult {}

    /** The command was sent and the hardware did not answer in time; it may or may not have done it. */
    record TimedOut() implements CommandResult {}
}
