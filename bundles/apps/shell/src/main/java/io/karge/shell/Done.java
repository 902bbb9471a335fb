package io.karge.shell;

import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;

/**
 * What a command that does something says in the end.
 *
 * @param done in words
 */
record Done(String done) {

    /** Prints it, in words or as JSON. */
    static void print(String done, boolean json) {
        if (json) {
            Rows.printOne(System.out, new Done(done), true);
        } else {
            Lines.print(System.out, done);
        }
    }
}
