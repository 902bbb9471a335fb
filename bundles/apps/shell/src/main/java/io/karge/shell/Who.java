package io.karge.shell;

import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Who types, for logs that say who did what. */
final class Who {
    private Who() {}

    static String of(@Nullable Session session) {
        Object user = session == null ? null : session.get("USER");
        return user == null ? "the shell" : "shell user " + user;
    }
}
