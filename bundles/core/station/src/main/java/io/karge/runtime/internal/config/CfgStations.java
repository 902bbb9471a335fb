package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProblemList;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stations that come from cfg files. A wrong file is refused with a problem of the gateway and leaves the others
 * alone, also the station that it described before; of two files with the same stationId the first counts. Thread-safe.
 */
public final class CfgStations {

    /** Where the stations go. */
    public interface Sink {
        void putStation(StationConfig config);

        void removeStation(String stationId);
    }

    private final Sink gateway;
    private final ProblemList problems;
    private final Map<String, String> environment;
    private final Path base;
    private final Map<String, StationConfig> read = new LinkedHashMap<>();
    private final Map<String, StationConfig> running = new HashMap<>();

    /**
     * @param environment the variables of the process
     * @param base what relative paths are relative to
     */
    public CfgStations(Sink gateway, ProblemList problems, Map<String, String> environment, Path base) {
        this.gateway = gateway;
        this.problems = problems;
        this.environment = environment;
        this.base = base;
    }

    /**
     * A file is there, or has changed.
     *
     * @param source names it for people: the file, else the PID
     */
    public synchronized void put(String pid, String source, Map<String, ?> properties) {
        problems.clear("cfg." + pid);
        problems.clear("password." + pid);
        try {
            StationCfg cfg = StationCfg.read(properties, environment, base);
            read.put(pid, cfg.config());
            if (cfg.plainPassword()) {
                problems.raise(
                        "password." + pid,
                        source + " holds a password in plain text",
                        "basicAuthPassword of " + cfg.config().stationId() + " stands in the file",
                        "Use basicAuthPasswordFile, or basicAuthPassword = ${env:NAME}");
            }
        } catch (IllegalArgumentException e) {
            problems.raise("cfg." + pid, source + " is refused", String.valueOf(e.getMessage()), "Correct the file");
        }
        reconcile();
    }

    /** A file is gone. */
    public synchronized void remove(String pid) {
        problems.clear("cfg." + pid);
        problems.clear("password." + pid);
        problems.clear("duplicate." + pid);
        read.remove(pid);
        reconcile();
    }

    private void reconcile() {
        Map<String, StationConfig> wanted = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        read.forEach((pid, config) -> {
            StationConfig first = wanted.putIfAbsent(config.stationId(), config);
            if (first == null) {
                owners.put(config.stationId(), pid);
                problems.clear("duplicate." + pid);
            } else {
                problems.raise(
                        "duplicate." + pid,
                        pid + " is refused",
                        "stationId '" + config.stationId() + "' is that of " + owners.get(config.stationId()),
                        "Give each station an identity of its own, or remove one of the files");
            }
        });
        running.keySet().removeIf(stationId -> {
            boolean gone = !wanted.containsKey(stationId);
            if (gone) {
                gateway.removeStation(stationId);
            }
            return gone;
        });
        wanted.forEach((stationId, config) -> {
            if (!config.equals(running.put(stationId, config))) {
                gateway.putStation(config);
            }
        });
    }
}
