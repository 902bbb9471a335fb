package io.karge.shell;

import io.karge.runtime.StationView.Problem;
import java.io.PrintStream;
import java.util.List;

/** Prints what is wrong: since when, what, why, and what to do. */
final class Problems {
    private Problems() {}

    static void print(PrintStream out, List<Problem> problems) {
        for (Problem problem : problems) {
            out.println("! " + problem.what() + ": " + problem.why() + ". " + problem.remedy() + " (since "
                    + problem.since() + ")");
        }
    }
}
