package io.karge.console;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Streams of a console as a command is given them: it cannot close them. The shell closes what a command reads from or prints
 * to when the command is interrupted in the middle of it, as Ctrl-C does; the console goes on.
 */
final class Lent {
    private Lent() {}

    static InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // whose stream it is closes it
            }
        };
    }

    static PrintStream of(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush();
            }
        };
    }
}
