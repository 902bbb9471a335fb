package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.StationView.Problem;
import io.karge.shell.table.Lines;
import java.io.PrintStream;
import java.util.List;

/** Prints what is wrong: since when, what, why, and what to do. */
final class Problems {
    private Problems() {}

    static void print(PrintStream out, List<Problem> problems) {
        print(out, "", problems);
    }

    /** @param whose such as {@code CS-1: } */
    static void print(PrintStream out, String whose, List<Problem> problems) {
        for (Problem problem : problems) {
            Lines.print(
                    out,
                    "! " + whose + problem.what() + ": " + problem.why() + ". " + problem.remedy() + " (since "
                            + TimeWords.of(problem.since()) + ")");
        }
    }
}
