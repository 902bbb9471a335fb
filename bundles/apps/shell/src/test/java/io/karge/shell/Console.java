package io.karge.shell;

import com.fasterxml.jackson.databind.DeserializationFeature;
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

    /** The one JSON document that is read of a command that refuses in the end: of what it and then the container prints. */
    static JsonNode jsonOfRefused(Action command) throws Exception {
        String printed = run(new Action() {
            @Override
            public @Nullable Object execute() throws Exception {
                try {
                    return command.execute();
                } catch (CommandException e) {
                    System.out.println(e.getNiceHelp());
                    return null;
                }
            }
        });
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(printed);
    }

    static JsonNode json(Action command) throws Exception {
        return new ObjectMapper().readTree(run(command));
    }
}
