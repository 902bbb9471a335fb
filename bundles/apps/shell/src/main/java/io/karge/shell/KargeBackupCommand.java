package io.karge.shell;

import io.karge.security.MasterKey;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import io.karge.storage.BackupReport;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "karge", name = "backup", description = "Writes a backup of the store while everything runs")
public final class KargeBackupCommand extends ConsoleCommand {
    @Reference
    Store store;

    @Reference
    MasterKey masterKey;

    @Argument(
            name = "file",
            description = "A new file; a relative path begins at the folder of the gateway",
            required = true)
    String file;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() {
        BackupReport report =
                export(Path.of(System.getProperty("karaf.base", "")).resolve(file));
        if (json) {
            Rows.printOne(System.out, new Row(report.file().toString(), report.entries(), report.bytes()), true);
        } else {
            Lines.print(
                    System.out,
                    "The backup " + report.file() + " is written: " + report.entries() + " entries, " + report.bytes()
                            + " bytes. Passwords in it are encrypted: keep with it "
                            + String.join(", and ", masterKey.where()) + ".");
        }
    }

    private record Row(String file, long entries, long bytes) {}

    private BackupReport export(Path target) {
        try {
            return store.export(target);
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
