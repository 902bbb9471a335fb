package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.DriverContext;
import io.karge.driver.EvseChanges;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A driver that asks its hardware again and again and tells what changed. It does all that {@link StationDriver}
 * promises: the first snapshot, a lost link and its return, restarts of the cabinet, one answer to each command, an end
 * without an event or a timer afterwards. Meters of EVSEs with a cable plugged in are told once a second. StopEnergy is
 * done before all commands that wait; it waits for the request that is under way, which is why requests have time-outs.
 *
 * <p>The hardware is used on the context's executor only; everything but the flags is used there only.
 */
public final class PollingDriver implements StationDriver {
    private static final Logger LOG = LoggerFactory.getLogger(PollingDriver.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private final StationModel model;
    private final DriverContext context;
    private final PolledHardware hardware;
    private final Duration period;
    private final Set<CompletableFuture<CommandResult>> open = ConcurrentHashMap.newKeySet();
    private final PendingCommands<Waiting> waiting = new PendingCommands<>();
    private final Map<Integer, Long> sampledAt = new HashMap<>();

    // Guarded by this.
    private @Nullable HardwareEventSink sink;
    private @Nullable Cancellable nextPoll;

    private volatile boolean stopped;
    private volatile boolean linkUp;

    private boolean downTold;
    private boolean defectTold;
    private Duration retry = FIRST_RETRY;
    private @Nullable Picture lastSeen;

    /**
     * A driver that is not started yet.
     *
     * @param period from the end of one look at the hardware to the next; a second or less, cards and buttons are seen no
     *     sooner
     */
    public PollingDriver(StationModel model, DriverContext context, PolledHardware hardware, Duration period) {
        this.model = model;
        this.context = context;
        this.hardware = hardware;
        this.period = period;
    }

    @Override
    public synchronized void start(HardwareEventSink to) {
        sink = to;
        run(this::poll);
    }

    @Override
    public void stop(Duration grace) {
        synchronized (this) {
            stopped = true;
            linkUp = false;
            if (nextPoll != null) {
                nextPoll.cancel();
            }
        }
        hardware.close();
        open.forEach(answer -> answer.complete(new TimedOut()));
    }

    @Override
    public CompletionStage<CommandResult> execute(HardwareCommand command) {
        CommandResult refusal = linkUp ? model.refusal(command).orElse(null) : new LinkDown();
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        CompletableFuture<CommandResult> answer = new CompletableFuture<>();
        open.removeIf(CompletableFuture::isDone);
        open.add(answer);
        if (stopped) {
            answer.complete(new LinkDown());
        }
        List<Waiting> overtaken = waiting.add(command, new Waiting(command, answer));
        run(() -> {
            overtaken.forEach(voided -> voided.answer.complete(PendingCommands.OVERTAKEN));
            beginNext();
        });
        return answer.minimalCompletionStage();
    }

    // On the executor

    private void beginNext() {
        Waiting next = waiting.next();
        if (next != null && !next.answer.isDone()) {
            next.answer.complete(linkUp ? perform(next.command) : new LinkDown());
        }
    }

    private CommandResult perform(HardwareCommand command) {
        try {
            if (command instanceof ReadMeter read) {
                Picture now = hardware.read();
                see(now);
                sample(now, read.evseId());
                return new Accepted();
            }
            return hardware.perform(command);
        } catch (IOException e) {
            lost(e);
        } catch (RuntimeException | Error e) {
            LOG.error("station={} the command {} failed in a way it must not", context.stationId(), command, e);
            lost(e);
        }
        return new TimedOut();
    }

    private void poll() {
        try {
            see(hardware.read());
            defectTold = false;
        } catch (IOException e) {
            lost(e);
        } catch (RuntimeException | Error e) {
            if (!defectTold) {
                LOG.error("station={} a look at the hardware failed in a way it must not", context.stationId(), e);
            }
            defectTold = true;
            lost(e);
        }
        pollAgain();
    }

    private synchronized void pollAgain() {
        if (stopped) {
            return;
        }
        Duration delay = linkUp ? period : retry;
        Duration doubled = retry.multipliedBy(2);
        retry = linkUp ? FIRST_RETRY : doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        nextPoll = context.time().schedule(delay, () -> run(this::poll));
    }

    private void see(Picture now) {
        Instant at = context.time().wallClock();
        Picture before = lastSeen;
        lastSeen = now;
        boolean found = !linkUp;
        if (found) {
            linkUp = true;
            downTold = false;
            post(new LinkChanged(at, true, context.uri().toString()));
            post(new Snapshot(at, now.cabinet(), now.evses()));
        }
        if (before != null && before.cabinet().bootCounter() != now.cabinet().bootCounter()) {
            post(new Rebooted(at, now.cabinet().bootCounter(), now.cabinet().bootReason()));
            post(new Snapshot(at, now.cabinet(), now.evses()));
        } else if (before != null && !found) {
            changes(before, now, at);
        }
        for (EvseState evse : now.evses()) {
            Long last = sampledAt.get(evse.evseId());
            long nanos = context.time().nanoTime();
            if (evse.pluggedIn() && (last == null || nanos - last >= SAMPLE.toNanos())) {
                sample(now, evse.evseId());
            }
        }
    }

    private void changes(Picture before, Picture now, Instant at) {
        now.occurrences().forEach(this::post);
        for (EvseState evse : now.evses()) {
            EvseChanges.between(before.evse(evse.evseId()), evse, at).forEach(this::post);
        }
    }

    private void sample(Picture now, int evseId) {
        sampledAt.put(evseId, context.time().nanoTime());
        post(new MeterSampled(
                context.time().wallClock(), evseId, now.evse(evseId).meter()));
    }

    private void lost(Throwable e) {
        hardware.close();
        if (!downTold) {
            post(new LinkChanged(context.time().wallClock(), false, String.valueOf(e.getMessage())));
        }
        downTold = true;
        linkUp = false;
    }

    /** Has the executor do it unless the driver is stopped; what it opened while being stopped is let go of again. */
    private void run(Runnable task) {
        context.executor().execute(() -> {
            if (!stopped) {
                task.run();
            }
            if (stopped) {
                hardware.close();
            }
        });
    }

    private synchronized void post(HardwareEvent event) {
        if (!stopped && sink != null) {
            sink.post(event);
        }
    }

    private record Waiting(HardwareCommand command, CompletableFuture<CommandResult> answer) {}
}
