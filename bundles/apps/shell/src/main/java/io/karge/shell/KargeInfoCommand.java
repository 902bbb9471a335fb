package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.PortOwner;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import io.karge.storage.Store;
import io.karge.storage.StoreState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

@Service
@Command(scope = "karge", name = "info", description = "Shows what this gateway is: version, store, ports")
public final class KargeInfoCommand extends ConsoleCommand {
    /** What the build writes into the bundle of the gateway. */
    private static final String BUILD = "Karge-Build";

    private static final String UNKNOWN = "unknown";
    private static final double MEGABYTE = 1e6;

    @Reference
    Gateway gateway;

    @Reference
    Store store;

    @Reference
    List<PortOwner> portOwners;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    /**
     * What is shown.
     *
     * @param build the commit that it was built of
     * @param store where it is, how large, and whether it takes what is written
     * @param ports with whether they are open
     */
    record Info(
            String version,
            String build,
            String java,
            Instant started,
            Duration uptime,
            String folder,
            String store,
            List<String> ports,
            int stations,
            int problems) {}

    @Override
    protected void run() throws Exception {
        Path base = Path.of(System.getProperty("karaf.base", "")).toAbsolutePath();
        Bundle bundle = FrameworkUtil.getBundle(Gateway.class);
        String build = bundle == null ? null : bundle.getHeaders().get(BUILD);
        var process = ManagementFactory.getRuntimeMXBean();
        Rows.printOne(
                System.out,
                new Info(
                        bundle == null ? UNKNOWN : bundle.getVersion().toString(),
                        commit(build),
                        Runtime.version() + " " + System.getProperty("java.vendor", ""),
                        Instant.ofEpochMilli(process.getStartTime()),
                        Duration.ofSeconds(process.getUptime() / 1_000),
                        base.toString(),
                        store(base.resolve("store/karge.db")),
                        ports(),
                        gateway.stationIds().size(),
                        gateway.problems().size()),
                json);
    }

    /** As git prints it; the build writes capital letters. */
    static String commit(@Nullable String build) {
        return build == null || build.isBlank() ? UNKNOWN : build.toLowerCase(Locale.ROOT);
    }

    private String store(Path file) throws IOException {
        StoreState state = store.state();
        String size = Files.isRegularFile(file) ? ", %.1f MB".formatted(Files.size(file) / MEGABYTE) : "";
        return file
                + size
                + (state.open()
                        ? ", open"
                        : ", takes nothing: " + state.problems().get(0).what());
    }

    private List<String> ports() {
        return portOwners.stream()
                .flatMap(owner -> owner.ports().stream())
                .sorted(Comparator.comparing(PortOwner.Port::server))
                .map(port -> port.server() + " " + port.host() + ":" + port.port() + (port.open() ? "" : " (not open)"))
                .toList();
    }
}
