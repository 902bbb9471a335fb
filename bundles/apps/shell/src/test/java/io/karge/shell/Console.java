package io.karge.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Runs commands as a session of the shell does, and keeps what they print. */
final class Console {
    private Console() {}

    static String run(Action command) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            command.execute();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** What a command prints that refuses in the end. */
    static JsonNode jsonOfRefused(Action command) throws Exception {
        return json(new Action() {
            @Override
            public @Nullable Object execute() throws Exception {
                try {
                    return command.execute();
                } catch (CommandException e) {
                    return null;
                }
            }
        });
    }

    static JsonNode json(Action command) throws Exception {
        return new ObjectMapper().readTree(run(command));
    }
}
