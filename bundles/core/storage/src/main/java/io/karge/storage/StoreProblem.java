package io.karge.storage;

import java.time.Instant;

/**
 * Something that is wrong with the store, in words for an administrator.
 *
 * @param since when it was noticed, by the clock of this machine
 * @param what what does not work
 * @param why the cause as far as it is known, without the full stop at its end that it may be given with
 * @param remedy what to do
 */
public record StoreProblem(Instant since, String what, String why, String remedy) {

    public StoreProblem {
        why = unended(why);
    }

    /** Words without a full stop at their end: what fails because of this tells them as its cause, and ends them itself. */
    @Override
    public String toString() {
        return what + ": " + why + ". " + unended(remedy);
    }

    private static String unended(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
