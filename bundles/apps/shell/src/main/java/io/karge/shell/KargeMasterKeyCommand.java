package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import io.karge.security.MasterKey;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "karge",
        name = "master-key",
        description = "Shows the id of the key that encrypts stored secrets, and replaces it")
public final class KargeMasterKeyCommand extends ConsoleCommand {
    @Reference
    MasterKey masterKey;

    @Reference
    Store store;

    @Reference
    Gateway gateway;

    @Option(name = "--rotate", description = "Makes a new key; what is stored is encrypted with it as stations start")
    boolean rotate;

    @Option(
            name = "--forget-former",
            description = "Forgets the keys before it, when nothing in the store needs them any more")
    boolean forgetFormer;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    /** Where sealed secrets lie beside the store. */
    Path files = Path.of(System.getProperty("karaf.base", ""), "store");

    @Override
    protected void run() throws Exception {
        if (rotate && forgetFormer) {
            throw new IllegalArgumentException("--rotate and --forget-former are two things: do one after the other");
        } else if (rotate) {
            masterKey.rotate();
            if (!json) {
                Lines.print(System.out, "A new master key is in force; keep a copy of its file in a safe place.");
            }
        } else if (forgetFormer) {
            requireNothingNeedsFormer();
            masterKey.forgetFormer();
        }
        Row row = new Row(masterKey.id(), masterKey.former(), needFormer());
        if (json) {
            Rows.printOne(System.out, row, true);
        } else {
            print(row);
        }
    }

    /** @param needFormer what is still encrypted with a former key */
    private record Row(String id, List<String> former, List<String> needFormer) {}

    private void requireNothingNeedsFormer() throws Exception {
        if (masterKey.former().isEmpty()) {
            throw new IllegalStateException("there is no former key: " + masterKey.id() + " is the only one");
        }
        List<String> needing = needFormer();
        if (!needing.isEmpty()) {
            throw new IllegalStateException(
                    "still encrypted with a former key: " + String.join(", ", needing) + ". First " + remedy(needing));
        }
    }

    /** A station without cfg cannot restart: what it has stored waits for it. */
    private String remedy(List<String> needing) throws Exception {
        List<String> removed = new ArrayList<>(needing);
        removed.removeIf(name -> name.contains("/"));
        removed.removeAll(Answers.of(gateway.stations()).stream()
                .map(StationView::stationId)
                .toList());
        String restart = "restart the stations (station:restart), or the gateway";
        return removed.isEmpty()
                ? restart
                : restart + "; " + String.join(", ", removed) + " without cfg: put the cfg back, or station:discard ID";
    }

    private void print(Row row) throws Exception {
        Lines.print(System.out, "Master key " + row.id());
        for (String former : row.former()) {
            Lines.print(System.out, "Former key " + former);
        }
        if (!row.former().isEmpty()) {
            Lines.print(
                    System.out,
                    row.needFormer().isEmpty()
                            ? "Nothing in the store needs a former key. A backup from before does: keep it for that, or"
                                    + " karge:master-key --forget-former"
                            : "Still encrypted with a former key: " + String.join(", ", row.needFormer())
                                    + ". To end that, " + remedy(row.needFormer()));
        }
    }

    /** What holds something that was sealed with a former key: stations by their ids; files, and other parts, with a slash. */
    private List<String> needFormer() throws IOException {
        if (masterKey.former().isEmpty()) {
            return List.of();
        }
        List<String> needing = new ArrayList<>();
        try {
            store.load("").forEach((key, value) -> {
                if (masterKey.isSealedWithFormer(new String(value, StandardCharsets.UTF_8))) {
                    String[] path = key.replaceFirst("^withheld/[0-9]+/", "").split("/", 3);
                    needing.add(path[0].equals("station") && path.length > 1 ? path[1] : path[0] + "/");
                }
            });
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        if (Files.isDirectory(files)) {
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file :
                        all.filter(path -> path.toString().endsWith(".key")).toList()) {
                    if (masterKey.isSealedWithFormer(Files.readString(file))) {
                        needing.add(file.toString());
                    }
                }
            }
        }
        return needing.stream().distinct().sorted().toList();
    }
}
