package io.karge.shell.table;

/** The end of a command that has printed as JSON what is wrong: words beside it would make the JSON unreadable. */
public final class Printed {
    private Printed() {}

    /**
     * A refusal that has been printed: the shell ends with an exit code other than 0 and prints an empty line, the audit log
     * has the reason. The container looks at the simple name of the class, and asks it for the text.
     */
    public static final class CommandException extends org.apache.karaf.shell.support.CommandException {
        private static final long serialVersionUID = 1L;

        CommandException(String why) {
            super(why);
        }

        @Override
        public String getNiceHelp() {
            return "";
        }
    }

    /**
     * A refusal that has been printed already.
     *
     * @param why for the audit log
     */
    public static CommandException refusal(String why) {
        return new CommandException(why);
    }
}
