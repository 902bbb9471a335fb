package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.site.GatewayClient;
import io.karge.site.SiteFiles;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Stations of a gateway that somebody else runs. Each is taken from its CSMS by its cfg and given back at the end; a copy
 * of the cfg beside it survives a run that was killed and is put back by the next.
 */
final class RunningSite implements TestSite {
    private static final String COPY = ".before-conformance";
    private static final Duration CONNECT = Duration.ofMinutes(1);

    private final GatewayClient gateway;
    private final SiteFiles files;
    private final List<SiteStation> stations = new ArrayList<>();
    /** By the id of the station. */
    private final Map<String, String> taken = new LinkedHashMap<>();

    /**
     * Takes the stations.
     *
     * @throws ConformanceException when one cannot be examined now; then all have been given back
     */
    RunningSite(Options options, WireCsms csms, String password, TimeSource time) throws InterruptedException {
        files = new SiteFiles(options.etc());
        Path token = options.etc().resolve("karge-api.token");
        if (!Files.isReadable(token)) {
            throw new ConformanceException(
                    "the token " + token + " cannot be read: --etc names the configuration " + "folder of the gateway");
        }
        gateway = new GatewayClient(options.gateway().orElseThrow().toString(), token);
        try {
            for (String stationId : options.stations()) {
                take(stationId, csms, password, time);
            }
        } catch (IOException e) {
            close();
            throw new ConformanceException("the gateway at " + gateway.url() + ": " + e.getMessage(), e);
        } catch (ConformanceException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void take(String stationId, WireCsms csms, String password, TimeSource time)
            throws IOException, InterruptedException {
        putBackWhatAKilledRunLeft();
        String file = files.findStation(stationId)
                .orElseThrow(() -> new ConformanceException(
                        "there is no station '" + stationId + "' in " + files.etc() + ": io.karge.station-*.cfg"));
        refuseIfBusy(stationId);
        stations.add(TestSite.describe(gateway, stationId));
        files.write(file + COPY, files.lines(file));
        taken.put(stationId, file);
        List<String> lines = SiteFiles.without(files.lines(file), "basicAuthPasswordFile");
        lines = SiteFiles.with(lines, "csmsUrl", csms.url());
        lines = SiteFiles.with(lines, "securityProfile", 1);
        files.write(file, SiteFiles.with(lines, "basicAuthPassword", password));
        gateway.act(stationId, "connect", "{}");
        if (!TestSite.await(time, CONNECT, () -> csms.isConnected(stationId) && gateway.accepted(stationId))) {
            throw new ConformanceException("station '" + stationId + "' does not connect to the kit's CSMS at "
                    + csms.url() + ": " + gateway.station(stationId).path("problems"));
        }
    }

    private void putBackWhatAKilledRunLeft() throws IOException {
        List<String> left;
        try (Stream<Path> all = Files.list(files.etc())) {
            left = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(COPY))
                    .map(name -> name.substring(0, name.length() - COPY.length()))
                    .filter(name -> !taken.containsValue(name))
                    .toList();
        }
        for (String file : left) {
            putBack(file);
        }
    }

    private void putBack(String file) throws IOException {
        files.write(file, files.lines(file + COPY));
        files.delete(file + COPY);
    }

    private void refuseIfBusy(String stationId) throws IOException, InterruptedException {
        JsonNode view = gateway.station(stationId);
        if (!view.path("transactions").isEmpty() || view.at("/queue/length").asInt() > 0) {
            throw new ConformanceException(
                    "station '" + stationId + "' has a transaction or messages that its CSMS has "
                            + "not got: a run would erase them. Wait until both are gone");
        }
    }

    @Override
    public GatewayClient gateway() {
        return gateway;
    }

    @Override
    public List<SiteStation> stations() {
        return List.copyOf(stations);
    }

    @Override
    public SiteFiles files() {
        return files;
    }

    @Override
    public String file(String stationId) {
        return Objects.requireNonNull(taken.get(stationId), stationId);
    }

    /** Gives every station back: fresh, with its own cfg, and online. */
    @Override
    public void close() {
        for (Map.Entry<String, String> one : taken.entrySet()) {
            String stationId = one.getKey();
            String file = one.getValue();
            try {
                gateway.act(stationId, "factory-reset", "{\"connect\": false, \"force\": true}");
                putBack(file);
                files.delete(WireConfiguration.rootFile(stationId));
                gateway.act(stationId, "connect", "{}");
            } catch (IOException e) {
                System.err.println("karge conformance: " + stationId + " is not given back: " + e.getMessage()
                        + ". Its own cfg is " + files.etc().resolve(file + COPY));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        taken.clear();
    }
}
