package io.karge.runtime;

import java.util.List;

/**
 * A part of the gateway that is looked after on demand, an OSGi service: {@code karge:doctor} has all of them look. What is
 * known without looking is a {@link ProblemSource}'s.
 */
public interface HealthCheck {

    /** What is looked after, in a few words. */
    String name();

    /** Looks, and tells what is wrong and what to do; nothing when all is well. On any thread; may block for seconds. */
    List<StationView.Problem> check();
}
