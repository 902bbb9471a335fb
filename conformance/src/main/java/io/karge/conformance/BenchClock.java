package io.karge.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** How time passes on a bench: virtual time in-process, the wall clock over the wire. A case waits through it alone. */
public interface BenchClock {

    Instant now();

    /**
     * Lets time pass until the condition holds, but not longer than {@code atMost}.
     *
     * @param condition cheap and thread-safe
     * @return whether it holds
     */
    boolean waitUntil(BooleanSupplier condition, Duration atMost);

    /** Something came: whoever waits looks again. Any thread. */
    void changed();

    /** How long a case waits for what has to come: the longest that the products' certificate allows. */
    Duration patience();

    /** How far apart station and CSMS may see one moment: what a connection takes. */
    Duration accuracy();

    /** How long nothing may come for a case to believe that nothing comes: longer than anything that a poll brings. */
    Duration silence();
}
