package io.karge.shell.table;

import static org.apache.karaf.shell.support.ansi.SimpleAnsi.INTENSITY_BOLD;
import static org.apache.karaf.shell.support.ansi.SimpleAnsi.INTENSITY_NORMAL;

import io.karge.shell.table.Parameters.Parameter;
import java.io.PrintStream;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;

/** Prints what a command does and what it can be given, in the form of the container's commands. */
final class Help {
    private static final String INDENT = " ".repeat(8);
    private static final String DEEPER = " ".repeat(16);

    private Help() {}

    static void print(PrintStream out, Command command, Parameters parameters) {
        title(out, "DESCRIPTION");
        out.println(INDENT + command.scope() + ":" + INTENSITY_BOLD + command.name() + INTENSITY_NORMAL);
        out.println();
        text(out, INDENT, command.description());
        out.println();
        title(out, "SYNTAX");
        text(
                out,
                INDENT,
                command.scope() + ":" + command.name() + " [options]"
                        + parameters.arguments().stream().map(Help::syntax).collect(Collectors.joining()));
        out.println();
        if (!parameters.arguments().isEmpty()) {
            title(out, "ARGUMENTS");
            parameters.arguments().forEach(argument -> print(out, argument));
        }
        title(out, "OPTIONS");
        parameters.options().forEach(option -> print(out, option));
        out.println(INDENT + INTENSITY_BOLD + BundleCommand.HELP + INTENSITY_NORMAL);
        out.println(DEEPER + "Prints this");
        out.println();
        text(out, INDENT, "Options may stand anywhere after the command; after -- everything is an argument.");
    }

    private static void title(PrintStream out, String title) {
        out.println(INTENSITY_BOLD + title + INTENSITY_NORMAL);
    }

    private static String syntax(Parameter argument) {
        return " " + (argument.required() ? argument.name() : "[" + argument.name() + "]");
    }

    private static void print(PrintStream out, Parameter parameter) {
        out.println(INDENT + INTENSITY_BOLD + String.join(", ", parameter.names()) + INTENSITY_NORMAL);
        text(out, DEEPER, parameter.description());
        if (parameter.required()) {
            out.println(DEEPER + "(required)");
        }
    }

    private static void text(PrintStream out, String indent, String text) {
        Lines.wrap(text, Lines.WIDTH - indent.length()).forEach(line -> out.println(indent + line));
    }
}
