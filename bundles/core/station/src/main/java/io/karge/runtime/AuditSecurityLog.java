package io.karge.runtime;

import io.karge.runtime.internal.log.LogText;
import io.karge.station.SecurityLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The security log of a gateway in plain Java: writes to the logger {@code audit.karge}, and keeps the latest entries in memory. */
public final class AuditSecurityLog implements SecurityLog {
    /** How many entries of all stations can be read again. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger("audit.karge");

    private final Deque<String> latest = new ArrayDeque<>();

    @Override
    public void add(Entry entry) {
        String line = LogText.line(entry);
        LOG.info("{}", line);
        synchronized (latest) {
            latest.add(line);
            if (latest.size() > MOST) {
                latest.remove();
            }
        }
    }

    @Override
    public void read(String stationId, Optional<Instant> oldest, Optional<Instant> until, Consumer<String> to) {
        List<String> lines;
        synchronized (latest) {
            lines = List.copyOf(latest);
        }
        lines.stream()
                .filter(line -> LogText.concerns(line, stationId, oldest, until))
                .forEach(to);
    }
}
