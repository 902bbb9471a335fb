package io.karge.shell.table.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Greets. */
@Service
@Command(scope = "test", name = "say", description = "Says it")
public final class SayCommand extends HelperCommand {
    @Option(name = "--twice", aliases = "-t", description = "Says it again")
    private boolean twice;

    @Override
    protected void run() {
        say();
        if (twice) {
            say();
        }
    }
}
