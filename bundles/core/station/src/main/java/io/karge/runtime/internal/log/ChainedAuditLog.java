package io.karge.runtime.internal.log;

import io.karge.runtime.AuditLog;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView.Problem;
import io.karge.security.Secrets;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The audit log of the container, {@code store/audit/audit.log}. */
@Component(service = {AuditLog.class, HealthCheck.class, ProblemSource.class})
public final class ChainedAuditLog implements AuditLog, HealthCheck, ProblemSource {
    private final TimeSource time;
    private final ChainedJournal journal;

    @Activate
    public ChainedAuditLog(@Reference Secrets secrets, @Reference TimeSource time, @Reference WorkerPool workers) {
        this(ChainedJournal.STORE, secrets, time, workers);
    }

    /** @param store the folder in which the folder of the log is */
    ChainedAuditLog(Path store, Secrets secrets, TimeSource time, WorkerPool workers) {
        this.time = time;
        this.journal = new ChainedJournal(store, "audit", secrets, time, workers);
    }

    @Override
    public void add(Entry entry) {
        journal.add(LogText.line(time.wallClock(), entry));
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
