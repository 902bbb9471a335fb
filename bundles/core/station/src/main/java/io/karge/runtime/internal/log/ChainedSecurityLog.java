package io.karge.runtime.internal.log;

import io.karge.runtime.HealthCheck;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView.Problem;
import io.karge.security.Secrets;
import io.karge.station.SecurityLog;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The security log of the container, {@code store/security/security.log}. */
@Component(service = {SecurityLog.class, HealthCheck.class, ProblemSource.class})
public final class ChainedSecurityLog implements SecurityLog, HealthCheck, ProblemSource {
    private final ChainedJournal journal;

    @Activate
    public ChainedSecurityLog(@Reference Secrets secrets, @Reference TimeSource time, @Reference WorkerPool workers) {
        this(ChainedJournal.STORE, secrets, time, workers);
    }

    /** @param store the folder in which the folder of the log is */
    ChainedSecurityLog(Path store, Secrets secrets, TimeSource time, WorkerPool workers) {
        this.journal = new ChainedJournal(store, "security", secrets, time, workers);
    }

    @Override
    public void add(Entry entry) {
        journal.add(LogText.line(entry));
    }

    @Override
    public void read(String stationId, Optional<Instant> oldest, Optional<Instant> latest, Consumer<String> to)
            throws IOException {
        journal.read(line -> {
            if (LogText.concerns(line, stationId, oldest, latest)) {
                to.accept(line);
            }
        });
    }

    @Override
    public List<Problem> problems() {
        return journal.problems();
    }

    @Override
    public String name() {
        return journal.title();
    }

    @Override
    public List<Problem> check() {
        return journal.check();
    }

    /** Writes what waits; what comes from now on is in the ordinary log alone. */
    @Deactivate
    public void close() {
        journal.close();
    }
}
