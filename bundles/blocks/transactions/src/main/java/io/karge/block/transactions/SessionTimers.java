package io.karge.block.transactions;

import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The two waits of a session: for a plug (EVConnectionTimeOut) and for the power path to open. A wait that began before
 * a restart goes on where it was, and never takes longer than a whole one, whatever the clock did.
 */
final class SessionTimers {
    /** How long the end of a transaction waits for the contactors. */
    static final Duration PATH_OPENS_WITHIN = Duration.ofSeconds(10);

    private record Wait(Instant since, Duration length, Input then) {}

    private record Running(Wait until, Cancellable timer) {}

    private final StationContext context;
    private final BiConsumer<String, Input> apply;
    private final Map<String, Running> timers = new HashMap<>();

    SessionTimers(StationContext context, BiConsumer<String, Input> apply) {
        this.context = context;
        this.apply = apply;
    }

    /** Starts what the session waits for now, and stops what it does not wait for any more. */
    void set(String key, Session session, Rules rules) {
        Optional<Wait> wait = wait(session, rules);
        Running running = timers.get(key);
        boolean same = running != null
                && wait.isPresent()
                && running.until().since().equals(wait.get().since())
                && running.until().then().equals(wait.get().then());
        if (!same) {
            forget(key);
            wait.ifPresent(next -> timers.put(key, run(key, next)));
        }
    }

    /** As {@link #set} after the length of waits was configured anew. */
    void renew(String key, Session session, Rules rules) {
        forget(key);
        set(key, session, rules);
    }

    void forget(String key) {
        Running running = timers.remove(key);
        if (running != null) {
            running.timer().cancel();
        }
    }

    private Running run(String key, Wait wait) {
        Duration passed = Duration.between(wait.since(), context.clock().now());
        Duration rest = passed.isNegative() ? wait.length() : wait.length().minus(passed);
        return new Running(wait, context.after(rest.isNegative() ? Duration.ZERO : rest, () -> {
            timers.remove(key);
            apply.accept(key, wait.then());
        }));
    }

    private static Optional<Wait> wait(Session session, Rules rules) {
        Instant since = session.waitingSince();
        Stop stop = session.stop();
        if (since != null && session.grant().held() && !session.pluggedIn()) {
            return Optional.of(new Wait(
                    since,
                    rules.connectionTimeout(),
                    new Input.Stopped(TriggerReasonEnumType.EVConnectTimeout, ReasonEnumType.Timeout, null)));
        }
        return stop != null && session.running() && Reporting.waitsForPowerPath(session, rules)
                ? Optional.of(new Wait(stop.at(), PATH_OPENS_WITHIN, new Input.Overdue()))
                : Optional.empty();
    }
}
