package io.karge.driver.hyc;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.LinkDown;
import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.driver.DriverContext;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.InstallFirmware;
import io.karge.driver.HardwareCommand.ReadMeter;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one Hypercharger: polls its registers, tells what changed between two snapshots, and writes commands. All
 * requests are made on the context's executor, so none overlaps another; everything but the flags is used there only.
 */
public final class HycDriver implements StationDriver {
    private static final Logger LOG = LoggerFactory.getLogger(HycDriver.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final int BAD_POLLS = 3;

    private final StationModel model;
    private final DriverContext context;
    private final HycOptions options;
    private final HycLink link;
    private final PowerLimits limits;
    private final CommandQueue commands;
    private final MeterSampling sampling = new MeterSampling();
    private final Set<CompletableFuture<CommandResult>> open = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private @Nullable HardwareEventSink sink;
    private @Nullable Cancellable nextPoll;

    private volatile boolean stopped;
    private volatile boolean linkUp;
    private volatile @Nullable FirmwareTransfer transfer;

    private boolean downTold;
    private boolean defectTold;
    private boolean limitRefused;
    private int badPolls;
    private Duration retry = FIRST_RETRY;
    private @Nullable RegisterSnapshot lastSeen;

    /** A driver over any link; for a cabinet on the network see {@link #overTcp}. Opens nothing yet. */
    public HycDriver(StationModel model, DriverContext context, HycOptions options, HycLink link) {
        this.model = model;
        this.context = context;
        this.options = options;
        this.link = link;
        this.limits = new PowerLimits(model);
        this.commands = new CommandQueue(context.time(), this::run, link, this::lost);
    }

    /**
     * A driver for the cabinet that the context's URI names.
     *
     * @throws IllegalArgumentException when the URI is wrong; the message says what and the remedy
     */
    public static HycDriver overTcp(StationModel model, DriverContext context) {
        HycOptions options = HycOptions.parse(context.uri());
        HycLink link = new ModbusHycLink(options.host(), options.port(), options.unitId(), options.timeout());
        return new HycDriver(model, context, options, link);
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
        commands.close();
        letGo();
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
        if (command instanceof InstallFirmware install) {
            run(() -> install(install, answer));
        } else {
            commands.add(command, () -> perform(command), answer);
        }
        return answer.minimalCompletionStage();
    }

    // Commands, on the executor

    private @Nullable CommandResult perform(HardwareCommand command) throws HycLinkException {
        if (!linkUp) {
            return new LinkDown();
        } else if (command instanceof ReadMeter read) {
            return readMeter(read.evseId());
        } else if (command instanceof SetLimit limit) {
            limits.set(limit.evseId(), limit.limitW());
            limits.write(link, limit.evseId(), context.time().nanoTime());
            return new Accepted();
        } else if (command instanceof AllowEnergy allow) {
            limits.setForSession(allow.evseId(), allow.limitW());
        } else if (command instanceof StopEnergy stop) {
            limits.setForSession(stop.evseId(), null);
        }
        CommandBlock block = CommandBlock.of(command, limits);
        if (block == null) {
            return new NotSupported();
        }
        commands.send(block);
        return null;
    }

    private CommandResult readMeter(int evseId) throws HycLinkException {
        try {
            RegisterSnapshot snapshot = RegisterSnapshot.read(link, model, lastSeen, context.time());
            see(snapshot);
            EvseState evse = snapshot.evse(evseId).state();
            sampling.told(evse, context.time().nanoTime());
            post(new MeterSampled(snapshot.at(), evseId, evse.meter()));
            return new Accepted();
        } catch (ImplausibleException e) {
            return new Rejected("the cabinet's registers make no sense: " + e.getMessage());
        }
    }

    private void install(InstallFirmware install, CompletableFuture<CommandResult> answer) {
        Path folder = options.transferFolder();
        if (answer.isDone()) {
            return;
        } else if (!linkUp) {
            answer.complete(new LinkDown());
        } else if (folder == null) {
            answer.complete(new Rejected("driverUri has no option transferFolder: name the folder that the gateway and"
                    + " the cabinet share"));
        } else if (transfer != null) {
            answer.complete(new Rejected("another firmware image is on its way to the cabinet"));
        } else {
            try {
                FirmwareTransfer begun = new FirmwareTransfer(install.image(), install.sha256(), folder);
                transfer = begun;
                copy(install, begun, answer);
            } catch (IOException e) {
                answer.complete(notTransferred(e));
            }
        }
    }

    private void copy(InstallFirmware install, FirmwareTransfer copying, CompletableFuture<CommandResult> answer) {
        try {
            if (copying.step()) {
                run(() -> copy(install, copying, answer));
                return;
            }
            CommandBlock block = copying.finish();
            commands.add(
                    install,
                    () -> {
                        commands.send(block);
                        return null;
                    },
                    answer);
        } catch (IOException e) {
            answer.complete(notTransferred(e));
        }
        endTransfer();
    }

    private void endTransfer() {
        FirmwareTransfer ended = transfer;
        transfer = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (IOException e) {
                LOG.warn("station={} an unfinished firmware image was left behind: {}", context.stationId(), e, e);
            }
        }
    }

    private static Rejected notTransferred(IOException e) {
        return new Rejected("the firmware image did not get to the cabinet: " + e);
    }

    // Polling, on the executor

    private void poll() {
        long began = context.time().nanoTime();
        try {
            RegisterSnapshot snapshot = RegisterSnapshot.read(link, model, lastSeen, context.time());
            badPolls = 0;
            see(snapshot);
            renewLimits();
            defectTold = false;
        } catch (HycRefusedException | ImplausibleException e) {
            bad(e);
        } catch (HycLinkException e) {
            lost(e);
        } catch (RuntimeException | Error e) {
            if (!defectTold) {
                LOG.error("station={} a poll failed, it is tried again", context.stationId(), e);
            }
            defectTold = true;
            lost(e);
        }
        pollAgain(Duration.ofNanos(context.time().nanoTime() - began));
    }

    private synchronized void pollAgain(Duration spent) {
        if (stopped) {
            return;
        }
        if (linkUp) {
            retry = FIRST_RETRY;
            nextPoll = pollIn(options.poll().minus(spent));
        } else {
            nextPoll = pollIn(retry);
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        }
    }

    /** Has the executor do it unless the driver is stopped; what it opened while being stopped is let go of again. */
    private void run(Runnable task) {
        context.executor().execute(() -> {
            if (!stopped) {
                task.run();
            }
            if (stopped) {
                letGo();
            }
        });
    }

    private void letGo() {
        link.close();
        endTransfer();
    }

    private Cancellable pollIn(Duration delay) {
        return context.time().schedule(delay, () -> run(this::poll));
    }

    private void see(RegisterSnapshot snapshot) {
        RegisterSnapshot before = lastSeen;
        lastSeen = snapshot;
        if (before == null || !linkUp) {
            String cabinet = options.host() + ":" + options.port();
            LOG.debug("station={} hardware=up cabinet={}", context.stationId(), cabinet);
            linkUp = true;
            downTold = false;
            limitRefused = false;
            post(new LinkChanged(snapshot.at(), true, "Modbus TCP " + cabinet));
            post(snapshot.toEvent());
            HycEvents.meanwhile(before, snapshot).forEach(this::post);
            return;
        }
        long now = context.time().nanoTime();
        HycEvents.between(before, snapshot).forEach(this::post);
        for (HycEvse evse : snapshot.evses()) {
            if (sampling.take(evse.state(), now)) {
                post(new MeterSampled(
                        snapshot.at(), evse.state().evseId(), evse.state().meter()));
            }
        }
    }

    private void renewLimits() throws HycLinkException {
        try {
            boolean taken = limits.renew(link, context.time().nanoTime());
            limitRefused &= !taken;
        } catch (HycRefusedException e) {
            if (!limitRefused) {
                post(HycEvents.odd(context.time().wallClock(), 0, String.valueOf(e.getMessage())));
            }
            limitRefused = true;
        }
    }

    /** A poll that made no sense, over a link that works: borne a few times, then the link counts as lost. */
    private void bad(Exception e) {
        badPolls++;
        if (!linkUp || badPolls >= BAD_POLLS) {
            lost(e);
        } else if (badPolls == 1) {
            post(HycEvents.odd(context.time().wallClock(), 0, String.valueOf(e.getMessage())));
        }
    }

    private void lost(Throwable e) {
        link.close();
        badPolls = 0;
        if (!downTold) {
            String why = String.valueOf(e.getMessage());
            LOG.debug("station={} hardware=down why=\"{}\"; it is tried again", context.stationId(), why);
            post(new LinkChanged(context.time().wallClock(), false, why));
        }
        downTold = true;
        linkUp = false;
        commands.linkLost();
    }

    private synchronized void post(HardwareEvent event) {
        if (!stopped && sink != null) {
            sink.post(event);
        }
    }
}
