package io.karge.runtime;

import java.util.List;

/**
 * A part of the gateway that knows of problems of its own, an OSGi service: {@link Gateway#problems} shows them with the
 * rest.
 */
public interface ProblemSource {

    /** What is wrong now, each problem with the time since when. Called on any thread; returns at once. */
    List<StationView.Problem> problems();
}
