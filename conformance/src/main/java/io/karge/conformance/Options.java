package io.karge.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a run is to do, from the command line.
 *
 * @param stations none for all
 * @param caseIds none for all
 * @param blocks letters, none for all
 * @param transfers by which protocols files are moved; cases that move some are run once for each
 * @param gateway of a site that is running; empty for a distribution of the kit's own
 * @param etc the configuration folder of that site
 * @param own the folder of an unpacked distribution that the kit may use as it likes
 * @param report the folder that the reports are written to
 * @param csmsHost the address on which the kit's CSMS listens
 * @param csmsPort 0 for a free one
 */
record Options(
        List<String> stations,
        List<String> caseIds,
        List<String> blocks,
        List<TransferProtocol> transfers,
        Optional<URI> gateway,
        Path etc,
        Path own,
        Path report,
        String csmsHost,
        int csmsPort) {

    /** How a command line looks, for people. */
    static String usage() {
        try (InputStream file = Options.class.getResourceAsStream("usage.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("usage.txt", e);
        }
    }

    Options {
        stations = List.copyOf(stations);
        caseIds = List.copyOf(caseIds);
        blocks = List.copyOf(blocks);
        transfers = List.copyOf(transfers);
    }

    /** Whether some cases were chosen, so that the report is of a part. */
    boolean isSelection() {
        return !caseIds.isEmpty() || !blocks.isEmpty();
    }

    /** Whether the case is among those that were chosen. */
    boolean chosen(String caseId) {
        return !isSelection() || caseIds.contains(caseId) || blocks.contains(CaseFacts.block(caseId));
    }

    /** The choice in words. */
    String selection() {
        List<String> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add("block " + block));
        parts.addAll(caseIds);
        return String.join(", ", parts);
    }

    /**
     * Reads a command line.
     *
     * @throws ConformanceException when it cannot be understood, or names a case or block that there is not
     */
    static Options parse(String... args) {
        Builder builder = new Builder();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            builder.set(option, () -> {
                if (!rest.hasNext()) {
                    throw new ConformanceException(option + " needs a value\n" + usage());
                }
                return rest.next();
            });
        }
        return builder.build();
    }

    private static final class Builder {
        private final List<String> stations = new ArrayList<>();
        private final List<String> caseIds = new ArrayList<>();
        private final List<String> blocks = new ArrayList<>();
        private final Set<TransferProtocol> transfers = new LinkedHashSet<>();
        private Optional<URI> gateway = Optional.empty();
        private Path etc = Path.of("run/etc");
        private Path own = Path.of("target/conformance");
        private Path report = Path.of("conformance-report");
        private String csmsHost = "127.0.0.1";
        private int csmsPort;

        void set(String option, Supplier<String> value) {
            switch (option) {
                case "--station" -> stations.add(value.get());
                case "--case" -> caseIds.add(knownCase(value.get()));
                case "--block" -> blocks.add(knownBlock(value.get()));
                case "--transfers" -> transfers.addAll(protocols(value.get()));
                case "--gateway" -> gateway = Optional.of(url(value.get()));
                case "--etc" -> etc = Path.of(value.get());
                case "--own" -> own = Path.of(value.get()).toAbsolutePath();
                case "--report" -> report = Path.of(value.get());
                case "--csms-host" -> csmsHost = value.get();
                case "--csms-port" -> csmsPort = port(value.get());
                default -> throw new ConformanceException("'" + option + "' is no option\n" + usage());
            }
        }

        Options build() {
            if (gateway.isPresent() && stations.isEmpty()) {
                throw new ConformanceException(
                        "--gateway needs --station: the station is taken from its CSMS and reset, so name it");
            }
            List<TransferProtocol> protocols =
                    transfers.isEmpty() ? List.of(TransferProtocol.HTTP) : List.copyOf(transfers);
            return new Options(stations, caseIds, blocks, protocols, gateway, etc, own, report, csmsHost, csmsPort);
        }

        private static String knownCase(String value) {
            String id = value.toUpperCase(Locale.ROOT);
            if (CaseFacts.find(id).isEmpty()) {
                throw new ConformanceException("there is no case '" + value + "' for charging stations; ids look like "
                        + "TC_B_01_CS. docs/conformance.md says where they come from");
            }
            return id;
        }

        private static String knownBlock(String value) {
            String letter = value.toUpperCase(Locale.ROOT);
            List<String> all = CaseFacts.all().stream()
                    .map(facts -> CaseFacts.block(facts.id()))
                    .distinct()
                    .toList();
            if (!all.contains(letter)) {
                throw new ConformanceException("there is no block '" + value + "' with cases; there are " + all);
            }
            return letter;
        }

        private static List<TransferProtocol> protocols(String value) {
            if (value.equalsIgnoreCase("all")) {
                return List.of(TransferProtocol.values());
            }
            return List.of(TransferProtocol.find(value)
                    .orElseThrow(() -> new ConformanceException("--transfers '" + value
                            + "' is no protocol for files; there are " + TransferProtocol.schemes() + ", and all")));
        }

        private static URI url(String value) {
            try {
                URI url = URI.create(value);
                if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new ConformanceException("--gateway '" + value + "' is no URL such as http://127.0.0.1:8181");
        }

        private static int port(String value) {
            try {
                int port = Integer.parseInt(value);
                if (port >= 0 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new ConformanceException("--csms-port '" + value + "' is no port");
        }
    }
}
