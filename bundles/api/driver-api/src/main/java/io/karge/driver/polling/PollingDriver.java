package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.DriverContext;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.polling.CommandQueue.Entry;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
 * without an event or a timer afterwards. Meters of EVSEs with a cable plugged in are told as often as the model says of
 * each ({@code sampleIntervalS}), and at once when the power changes by more than a tenth. After a command the hardware is looked at again at once, and then every 20 ms,
 * until its effect shows or 2 s have passed. While nothing happens at the hardware it may be looked at less often, see
 * {@link #PollingDriver(StationModel, DriverContext, PolledHardware, Duration, Duration)}.
 *
 * <p>It works in turns on the context's executor; in each, one thing is done with the hardware: a command, a question for
 * the result of one, a look, or a step of the driver's own work for a command. StopEnergy goes before all that waits; it
 * waits for the turn that is under way, which is why requests have time-outs. A request that does not come back for 30 s is
 * said to hang: the link counts as lost and commands are answered, though the executor is not free.
 *
 * <p>What the hardware's methods throw beside an {@link IOException} is a defect of the driver: the link counts as lost, the
 * command is answered, the turn ends with an exception that names what was being done, and the turns go on.
 *
 * @param <P> what a look at the hardware shows
 */
public final class PollingDriver<P extends Picture> implements StationDriver {
    private static final Logger LOG = LoggerFactory.getLogger(PollingDriver.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(20);
    private static final int BAD_LOOKS = 3;

    private final StationModel model;
    private final DriverContext context;
    private final TimeSource time;
    private final PolledHardware<P> hardware;
    private final Pace pace;
    private final Set<CompletableFuture<CommandResult>> unanswered = ConcurrentHashMap.newKeySet();
    private final Link link;
    private final Turns turns;
    private final HangWatch hangs;
    private final CommandQueue commands;
    private final Preparations preparations;
    private final AwaitedEffects effects;
    private final Sightings<P> sightings;

    // Used in turns only.
    private boolean renewalRefused;
    private boolean polledLast;
    private int badLooks;
    private long pollAt;
    private long mayLookAt;
    private Duration retry = FIRST_RETRY;
    private @Nullable Throwable broken;
    private @Nullable DefectException defect;

    /**
     * A driver that is not started yet.
     *
     * @param period from the beginning of one look at the whole hardware to the next; a second or less, cards and buttons
     *     are seen no sooner
     */
    public PollingDriver(StationModel model, DriverContext context, PolledHardware<P> hardware, Duration period) {
        this(model, context, hardware, period, period);
    }

    /**
     * A driver that is not started yet, of hardware that is looked at less often while it is idle: no cable has been plugged
     * in, nothing but meter readings has been told and no command has been done for 30 s.
     *
     * @param period from the beginning of one look at the whole hardware to the next
     * @param idlePeriod the same while the hardware is idle; the first card or plug is seen no sooner
     */
    public PollingDriver(
            StationModel model,
            DriverContext context,
            PolledHardware<P> hardware,
            Duration period,
            Duration idlePeriod) {
        this.model = model;
        this.context = context;
        this.time = context.time();
        this.pollAt = time.nanoTime();
        this.mayLookAt = pollAt;
        this.hardware = hardware;
        this.pace = new Pace(period, idlePeriod, pollAt);
        Duration least = hardware.leastInterval();
        Duration interval = least.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : least;
        this.link = new Link(context);
        this.turns = new Turns(time, context.executor(), this::work, this::dueAt, this::letGo);
        this.hangs = new HangWatch(time, this::hung);
        this.commands = new CommandQueue(time, interval, new Requests());
        this.preparations = new Preparations(context.stationId(), hangs, this::defect);
        this.effects = new AwaitedEffects(interval);
        this.sightings = new Sightings<>(model, hardware, time, this::tell);
    }

    @Override
    public void start(HardwareEventSink to) {
        link.start(to);
        turns.wake();
    }

    @Override
    public void stop(Duration grace) {
        link.stop();
        turns.stop();
        letGo();
        unanswered.forEach(answer -> answer.complete(new TimedOut()));
    }

    @Override
    public CompletionStage<CommandResult> execute(HardwareCommand command) {
        CommandResult refusal = link.isUp() ? model.refusal(command).orElse(null) : new LinkDown();
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        CompletableFuture<CommandResult> answer = new CompletableFuture<>();
        unanswered.removeIf(CompletableFuture::isDone);
        unanswered.add(answer);
        if (!link.isUp()) { // meanwhile
            answer.complete(new LinkDown());
        }
        List<Entry> overtaken = commands.add(new Entry(command, answer, false));
        if (!overtaken.isEmpty()) {
            context.executor()
                    .execute(() -> overtaken.forEach(entry -> entry.answer().complete(PendingCommands.OVERTAKEN)));
        }
        turns.wake();
        return answer.minimalCompletionStage();
    }

    // Turns

    /**
     * Does what is due.
     *
     * @throws DefectException when the driver's own code threw what it must not; all that follows from it is done
     */
    private void work(long now) {
        defect = null;
        workOnOne(now);
        DefectException found = defect;
        if (found != null) {
            throw found;
        }
    }

    /** The first of a turn is the cause of the others. */
    private DefectException defect(String what, Throwable thrown) {
        DefectException found = new DefectException(what, thrown);
        defect = defect == null ? found : defect;
        return found;
    }

    /** Without what is in it, which may be a token. */
    static String name(HardwareCommand command) {
        return command.getClass().getSimpleName() + (command.evseId() == 0 ? "" : " of EVSE " + command.evseId());
    }

    /** One thing only. Looks that take longer than their period leave room for everything else. */
    private void workOnOne(long now) {
        boolean commandIsDue = isDue(commands.dueAt(now), now);
        boolean othersWait = commandIsDue || !preparations.isEmpty();
        boolean pollIsDue = pollDueAt() - now <= 0;
        boolean polls = pollIsDue && !(polledLast && othersWait) && !commands.stopIsDue();
        polledLast = polls;
        if (polls) {
            poll(now);
        } else if (commandIsDue) {
            command();
        } else if (isDue(effectDueAt(), now)) {
            effects.next(now).ifPresent(evseId -> look(evseId, false));
        } else {
            preparations.step().ifPresent(commands::add);
        }
    }

    /** When there is something to do next. */
    private long dueAt() {
        long now = time.nanoTime();
        long due = preparations.isEmpty() ? pollDueAt() : now;
        for (OptionalLong other : List.of(commands.dueAt(now), effectDueAt())) {
            due = other.isPresent() && other.getAsLong() - due < 0 ? other.getAsLong() : due;
        }
        return due;
    }

    private long pollDueAt() {
        return later(link.isUp() ? pollAt + pace.at(time.nanoTime()).toNanos() : pollAt, mayLookAt);
    }

    private OptionalLong effectDueAt() {
        OptionalLong due = effects.dueAt();
        return due.isPresent() ? OptionalLong.of(later(due.getAsLong(), mayLookAt)) : due;
    }

    private static long later(long one, long other) {
        return one - other < 0 ? other : one;
    }

    private static boolean isDue(OptionalLong at, long now) {
        return at.isPresent() && at.getAsLong() - now <= 0;
    }

    // Looks

    private void poll(long began) {
        look(0, true);
        long now = time.nanoTime();
        if (link.isUp()) {
            retry = FIRST_RETRY;
            pollAt = began;
        } else {
            pollAt = now + retry.toNanos();
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        }
    }

    /**
     * Looks at the hardware and tells what is seen.
     *
     * @param evseId the only EVSE to look at, 0 for all
     * @param poll whether it is one of the looks that come always: those that come after a command need not succeed
     */
    private void look(int evseId, boolean poll) {
        try {
            see(read(evseId), evseId);
            if (poll) {
                badLooks = 0;
                renew();
            }
        } catch (RefusedException e) {
            if (poll) {
                bad(e);
            }
        } catch (IOException e) {
            lost(e);
        } catch (RuntimeException | Error e) {
            lost(defect("a look at the hardware", e));
        }
    }

    private P read(int evseId) throws IOException {
        try {
            P before = sightings.last();
            return hangs.watched(
                    "reading the hardware",
                    () -> before == null || evseId == 0 ? hardware.read(before) : hardware.read(before, evseId));
        } finally {
            mayLookAt = time.nanoTime() + hardware.leastInterval().toNanos();
        }
    }

    private void see(P now, int evseId) {
        P before = sightings.last();
        if (before == null || !link.isUp()) {
            renewalRefused = false;
            link.up();
            sightings.found(now, context.uri().toString());
        } else {
            sightings.seen(before, now, evseId);
        }
        pace.seen(now, time.nanoTime());
        effects.seen(now, evseId, time.nanoTime());
    }

    private void tell(HardwareEvent event) {
        pace.told(event, time.nanoTime());
        link.post(event);
    }

    private void renew() throws IOException {
        try {
            boolean written = hangs.watched("writing to the hardware", hardware::renew);
            renewalRefused &= !written;
        } catch (RefusedException e) {
            if (!renewalRefused) {
                tellOddity(e);
            }
            renewalRefused = true;
        }
    }

    /** A look that made no sense, over a link that works: borne a few times, then the link counts as lost. */
    private void bad(RefusedException e) {
        badLooks++;
        if (!link.isUp() || badLooks >= BAD_LOOKS) {
            lost(e);
        } else if (badLooks == 1) {
            tellOddity(e);
        }
    }

    private void tellOddity(RefusedException e) {
        tell(hardware.oddity(String.valueOf(e.getMessage()), time.wallClock()));
    }

    // The link

    private void lost(Throwable e) {
        try {
            hangs.watched("closing the connection", () -> {
                hardware.close();
                return true;
            });
        } catch (IOException hung) {
            LOG.warn("station={} the connection was not closed: {}", context.stationId(), hung.getMessage());
        } catch (RuntimeException | Error failure) {
            defect("closing the connection", failure);
        }
        badLooks = 0;
        effects.clear();
        link.down(String.valueOf(e.getMessage()));
        commands.linkLost();
    }

    /** A call of the driver does not come back: what can be done without it is done, on a timer thread. */
    private void hung(String what) {
        String why = "the driver hangs: " + what + " has not come to an end for " + HangWatch.LONGEST.toSeconds()
                + " s. If it stays so, replace the driver by another version";
        LOG.error("station={} {}", context.stationId(), why);
        link.down(why);
        commands.refuseWaiting();
        unanswered.forEach(answer -> answer.complete(new TimedOut()));
    }

    private void letGo() {
        preparations.close();
        hardware.close();
    }

    // Commands

    private void command() {
        commands.step();
        Throwable failure = broken;
        broken = null;
        if (failure != null) {
            lost(failure);
        }
    }

    /** What is asked of the hardware for commands. A failure of the link is put into {@link #broken}. */
    private final class Requests implements CommandQueue.Requests {
        @Override
        public Optional<Outcome> perform(Entry entry) {
            HardwareCommand command = entry.command();
            if (!link.isUp()) {
                return Optional.of(new Outcome.Done(new LinkDown()));
            } else if (command instanceof ReadMeter read) {
                return Optional.of(request(command, () -> readMeter(read.evseId())));
            } else if (entry.prepared()) {
                return Optional.of(request(command, () -> perform(command)));
            }
            return prepare(entry);
        }

        @Override
        public Outcome ask(HardwareCommand command) {
            return request(
                    command, () -> hangs.watched("asking for the result of a command", () -> hardware.ask(command)));
        }

        @Override
        public void answered(HardwareCommand command, CommandResult result) {
            if (broken == null && (result instanceof Accepted || result instanceof TimedOut)) {
                effects.await(command, time.nanoTime());
            }
            pace.commanded(time.nanoTime());
        }

        private Optional<Outcome> prepare(Entry entry) {
            HardwareCommand command = entry.command();
            Optional<Preparation> preparation;
            try {
                preparation = hangs.watched("preparing a command", () -> hardware.prepare(command));
            } catch (IOException e) {
                return Optional.of(Outcome.rejected(String.valueOf(e.getMessage())));
            } catch (RuntimeException | Error e) {
                defect("preparing " + name(command), e);
                return Optional.of(Outcome.rejected("the driver failed: " + e));
            }
            preparation.ifPresent(work -> preparations.add(entry, work));
            return preparation.isPresent() ? Optional.empty() : Optional.of(request(command, () -> perform(command)));
        }

        private Outcome perform(HardwareCommand command) throws IOException {
            return hangs.watched("doing a command", () -> hardware.perform(command));
        }

        private Outcome readMeter(int evseId) throws IOException {
            P last = sightings.last();
            P now = last;
            if (now == null || mayLookAt - time.nanoTime() <= 0) {
                now = read(0);
                see(now, 0);
            }
            sightings.tellMeter(now, evseId);
            return Outcome.accepted();
        }

        private Outcome request(HardwareCommand command, HangWatch.Call<Outcome> request) {
            try {
                return request.make();
            } catch (RefusedException e) {
                return Outcome.rejected(String.valueOf(e.getMessage()));
            } catch (NotSentException e) {
                broken = e;
                return new Outcome.Done(new LinkDown());
            } catch (IOException e) {
                broken = e;
            } catch (RuntimeException | Error e) {
                broken = defect("the command " + name(command), e);
            }
            return new Outcome.Done(new TimedOut());
        }
    }
}
