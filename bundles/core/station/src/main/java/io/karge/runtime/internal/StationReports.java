package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.TransferView;
import io.karge.runtime.internal.log.TokenHashes;
import io.karge.security.AuditText;
import io.karge.station.QueueState;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What log archives tell of a station and of the process beside what people see of it anyway, without secrets and tokens. */
final class StationReports {
    private StationReports() {}

    /**
     * What is known of the hardware, with the ids of vehicles as hashes.
     *
     * @param driver null while there is none
     * @param firmware how an installation goes, as the cabinet told it last; null when it told nothing
     */
    record Hardware(
            @Nullable String driver,
            String status,
            @Nullable CabinetState cabinet,
            @Nullable FirmwareProgress firmware,
            List<EvseState> evses) {
        static Hardware of(StationCore core, TokenHashes hashes) {
            return new Hardware(
                    core.hardware().driver().orElse(null),
                    core.hardware().status().name(),
                    core.hardware().cabinet().orElse(null),
                    core.hardware().firmware().orElse(null),
                    core.hardware().evses().stream()
                            .map(evse -> {
                                String evccId = evse.evccId();
                                return evccId == null ? evse : evse.withEvccId(hashes.apply(evccId));
                            })
                            .toList());
        }
    }

    /**
     * What the cfg says.
     *
     * @param basicAuthPassword whether there is one
     */
    record Configuration(
            String stationId,
            String driver,
            String driverUri,
            SortedMap<String, String> driverProperties,
            String csmsUrl,
            int securityProfile,
            boolean basicAuthPassword,
            long driverGraceSeconds) {
        static Configuration of(StationConfig config) {
            SortedMap<String, String> properties = new TreeMap<>();
            config.driverProperties().forEach((key, value) -> {
                String line = AuditText.line(key + "=" + value);
                properties.put(key, line.startsWith(key + "=") ? line.substring(key.length() + 1) : line);
            });
            return new Configuration(
                    config.stationId(),
                    config.driver(),
                    AuditText.address(config.driverUri().toString()),
                    properties,
                    AuditText.address(config.csmsUrl().toString()),
                    config.securityProfile(),
                    config.basicAuthPassword() != null,
                    config.driverGrace().toSeconds());
        }
    }

    /** What waits for the CSMS, by block, and since when the next of each queue is due. */
    record Queues(SortedMap<String, List<QueueState>> blocks) {
        static Queues of(StationCore core) {
            SortedMap<String, List<QueueState>> queues = new TreeMap<>();
            core.blocks().names().forEach(name -> queues.put(name, core.blocks().queues(name)));
            return new Queues(queues);
        }
    }

    /** The certificates, never a private key. */
    record Certificates(CertificatesView certificates) {}

    /** What is wrong with the gateway as a whole; the station's own problems are with the station. */
    record Problems(List<Problem> gateway) {}

    /** The files that move for this station. */
    record Transfers(List<TransferView> transfers) {}

    /**
     * How the process is.
     *
     * @param clock what the station's clock says
     * @param clockSet whether the CSMS has set it since the boot
     * @param freeDiskOctets where files in passing are; -1 where the disk does not tell
     */
    record ProcessState(
            Instant at,
            Instant clock,
            boolean clockSet,
            int processors,
            long heapOctets,
            long heapMostOctets,
            int threads,
            long freeDiskOctets) {

        /** Beside the loop: the disk is asked. */
        static ProcessState of(Instant at, Instant clock, boolean clockSet, Path folder) {
            Runtime java = Runtime.getRuntime();
            return new ProcessState(
                    at,
                    clock,
                    clockSet,
                    java.availableProcessors(),
                    java.totalMemory() - java.freeMemory(),
                    java.maxMemory(),
                    Thread.activeCount(),
                    free(folder));
        }

        private static long free(Path folder) {
            try {
                FileStore disk = Files.getFileStore(folder);
                return disk.getUsableSpace();
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
