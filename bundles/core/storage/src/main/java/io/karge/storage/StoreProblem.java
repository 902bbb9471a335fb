package io.karge.storage;

import java.time.Instant;

/**
 * Something that is wrong with the store, in words for an administrator.
 *
 * @param since when it was noticed, by the clock of this machine
 * @param what what does not work
 * @param why the cause as far as it is known
 * @param remedy what to do
 */
public record StoreProblem(Instant since, String what, String why, String remedy) {

    @Override
    public String toString() {
        return what + ": " + why + ". " + remedy;
    }
}
