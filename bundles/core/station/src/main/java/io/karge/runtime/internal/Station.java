package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.HardwareEvent;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.HardwareProblems.Absence;
import io.karge.runtime.internal.log.LogFile;
import io.karge.runtime.internal.log.MessageLog;
import io.karge.runtime.internal.log.MessageTap;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.HardwareBus.HardwareLine;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.storage.CommitResult;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station for as long as its config is there: the hardware, the message log, and one life of the OCPP side after the
 * other. Everything is done on the station's loop; public methods may be called on any thread.
 */
final class Station {
    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final int MAILBOX = 1_000;
    private static final int MESSAGES = 1_000;
    private static final String OFFLINE = "administrator";
    private static final long LOG_FILE_BYTES = 10_000_000;

    private final GatewayParts gateway;
    private final Supplier<Collection<FunctionalBlockFactory>> factories;
    private final String stationId;
    private final EventLoop loop;
    private final Executor files;
    private final ProblemList problems;
    private final MessageLog messages;
    private final Path staging;
    private final HardwareLine line;
    private final StationHardware hardware;
    private final DriverHost driverHost;
    private final StationParts parts;
    private final StoreStateListener storeListener = this::storeChanged;
    private final Questions questions;
    private final StateLoader loader;
    private final List<CompletableFuture<Void>> waitingForLife = new ArrayList<>();
    private StationConfig config;
    private @Nullable Product product;
    private @Nullable SortedMap<String, byte[]> loaded;
    private @Nullable StationCore core;
    private boolean connect = true;
    private boolean waitingForStore;
    private boolean ended;

    Station(GatewayParts gateway, StationConfig config, Supplier<Collection<FunctionalBlockFactory>> factories) {
        this.gateway = gateway;
        this.config = config;
        this.factories = factories;
        stationId = config.stationId();
        loop = new EventLoop(stationId, gateway.workers().computing(), MAILBOX);
        files = gateway.workers().newBlockingSerial("station " + stationId);
        questions = new Questions(stationId, loop);
        loader = new StateLoader(stationId, gateway.store(), files, loop);
        problems = new ProblemList("station=" + stationId, gateway.time());
        Path folder = gateway.messageLogFolder();
        messages = new MessageLog(
                MESSAGES,
                gateway.time(),
                files,
                folder == null ? null : new LogFile(folder, stationId, LOG_FILE_BYTES));
        staging = gateway.stagingFolder().resolve(LogFile.safe(stationId));
        line = gateway.bus().open(stationId, this::hardwareEvent);
        CsmsClock clock = new CsmsClock(gateway.time());
        hardware = new StationHardware(
                stationId,
                loop,
                gateway.time(),
                clock,
                config.driverGrace(),
                new HardwareProblems(problems),
                new HardwareListener());
        driverHost = new DriverHost(
                stationId, loop, line, gateway.time(), gateway.workers(), staging, problems, new DriverListener());
        parts = new StationParts(
                stationId,
                loop,
                gateway.time(),
                gateway.workers(),
                gateway.store(),
                gateway.connector(),
                gateway.codec(),
                gateway.random(),
                line,
                gateway.secrets(),
                new MessageTap(messages),
                problems,
                clock,
                gateway.blockGrace());
    }

    /** @param driver the driver that the config names, when it is installed */
    void begin(Optional<DriverEntry> driver) {
        gateway.store().addStateListener(storeListener);
        loop.post(() -> {
            LOG.info("station={} begins driver={} csms={}", stationId, config.driver(), config.csmsUrl());
            hardware.begin();
            files.execute(this::prepareFolders);
            load();
            driver.ifPresentOrElse(entry -> driverHost.start(entry, config), () -> driverHost.none(config.driver()));
        });
    }

    private void prepareFolders() {
        try {
            Files.createDirectories(staging);
        } catch (IOException e) {
            problems.raise("staging", "Files cannot be staged", e.toString(), "Check the owner of " + staging);
        }
        messages.resume();
    }

    // --- from one life to the next ---

    private void load() {
        loader.load(
                entries -> {
                    problems.clear("store");
                    loaded = entries;
                    live();
                },
                this::notLoaded);
    }

    private void notLoaded(String why) {
        waitingForStore = true;
        problems.raise(
                "store",
                "The station does not run",
                "its state cannot be loaded: " + why,
                "Repair the store; the station goes on by itself");
        if (gateway.store().state().open()) {
            storeOpened();
        }
    }

    private void storeChanged(StoreState state) {
        if (state.open()) {
            loop.post(this::storeOpened);
        }
    }

    private void storeOpened() {
        if (waitingForStore && !ended) {
            waitingForStore = false;
            if (core == null) {
                load();
            } else {
                reboot();
            }
        }
    }

    /** Begins a life when the stored state and the model are there. */
    private void live() {
        SortedMap<String, byte[]> entries = loaded;
        Product of = product;
        if (core != null || entries == null || of == null || ended) {
            return;
        }
        loaded = null;
        try {
            StationCore next = new StationCore(
                    parts, of.model(), of.facts(), hardware, new StationState(stationId, entries), new CoreListener());
            core = next;
            next.begin(config, factories.get(), connect);
            problems.clear("state");
        } catch (RuntimeException e) {
            core = null;
            LOG.error("station={} cannot begin", stationId, e);
            problems.raise(
                    "state",
                    "The station does not run",
                    "its stored state cannot be used: " + e.getMessage(),
                    "Restore a backup, or reset the station to its factory settings");
        }
        List<CompletableFuture<Void>> done = List.copyOf(waitingForLife);
        waitingForLife.clear();
        done.forEach(stage -> stage.complete(null));
    }

    private void reboot() {
        StationCore ending = core;
        if (ending != null) {
            core = null;
            ending.close("the station restarts", () -> loop.post(this::load));
        }
    }

    private final class CoreListener implements StationCore.Listener {
        @Override
        public void reboot() {
            Station.this.reboot();
        }

        @Override
        public void storeFailed() {
            waitingForStore = true;
            if (gateway.store().state().open()) {
                loop.post(Station.this::storeOpened);
            }
        }
    }

    // --- hardware ---

    private void hardwareEvent(HardwareEvent event) {
        if (event instanceof HardwareEvent.MeterSampled) {
            loop.offer(() -> hardware.on(event));
        } else {
            loop.post(() -> hardware.on(event));
        }
    }

    private final class HardwareListener implements StationHardware.Listener {
        @Override
        public void cabinetSeen(CabinetState cabinet) {
            StationCore living = core;
            if (living != null && living.isReboot(cabinet)) {
                LOG.info("station={} the cabinet has restarted reason={}", stationId, cabinet.bootReason());
                reboot();
            }
        }

        @Override
        public void changed(List<StationEvent> events) {
            hardwareChanged(events);
        }
    }

    private void hardwareChanged(List<StationEvent> events) {
        if (core != null) {
            core.hardwareChanged(events);
        }
    }

    private final class DriverListener implements DriverHost.Listener {
        @Override
        public void attached(DriverEntry entry) {
            Product before = product;
            if (!entry.product().equals(before)) {
                product = entry.product();
                hardware.modelIs(entry.product().model());
                hardware.driverAttached();
                if (before == null) {
                    live();
                } else {
                    reboot();
                }
            } else {
                hardware.driverAttached();
            }
        }

        @Override
        public void gone(Absence absence) {
            hardware.driverGone(absence);
        }
    }

    /** The driver that the config names has been installed. */
    void driverInstalled(DriverEntry entry) {
        loop.post(() -> {
            if (entry.driver().equals(config.driver()) && !ended) {
                driverHost.start(entry, config);
            }
        });
    }

    /** The driver has been removed; done when it has stopped. */
    CompletionStage<Void> driverRemoved(DriverEntry entry) {
        return questions.ask(done -> {
            if (!entry.driver().equals(config.driver())) {
                done.complete(null);
                return;
            }
            driverHost.stop("the driver " + entry.driver() + " was removed").thenRun(() -> done.complete(null));
            driverHost.none(entry.driver());
        });
    }

    // --- blocks and config ---

    void blockInstalled(FunctionalBlockFactory factory) {
        loop.post(() -> {
            if (core != null) {
                core.addBlock(factory);
            }
        });
    }

    CompletionStage<Void> blockRemoved(FunctionalBlockFactory factory) {
        return questions.ask(done -> {
            if (core != null) {
                core.removeBlock(factory);
            }
            done.complete(null);
        });
    }

    /** Takes over what differs. */
    void configure(StationConfig next, Optional<DriverEntry> driver) {
        loop.post(() -> {
            StationConfig before = config;
            config = next;
            hardware.setGrace(next.driverGrace());
            boolean sameDriver = before.driver().equals(next.driver())
                    && before.driverUri().equals(next.driverUri())
                    && before.driverProperties().equals(next.driverProperties());
            if (!sameDriver) {
                driverHost.stop("the station's cfg has changed");
                driver.ifPresentOrElse(entry -> driverHost.start(entry, next), () -> driverHost.none(next.driver()));
            }
            if (core != null) {
                core.reseed(next);
            }
        });
    }

    // --- what people and programs ask for ---

    CompletionStage<StationView> view() {
        return questions.ask(done -> done.complete(Views.of(config, product, hardware, core, connect, problems.all())));
    }

    CompletionStage<Gateway.ProductView> productView() {
        return questions.ask(done -> {
            Product known = product;
            if (known == null) {
                done.completeExceptionally(new IllegalStateException("station '" + stationId
                        + "' is no product yet: its driver '" + config.driver() + "' was never installed"));
            } else {
                done.complete(new Gateway.ProductView(known.model(), known.text()));
            }
        });
    }

    /** Asks the life of the station; fails when it has none at the moment. */
    <T> CompletionStage<T> ask(Consumer<Asked<T>> question) {
        return questions.ask(done -> {
            StationCore living = core;
            if (living == null) {
                done.completeExceptionally(new IllegalStateException(
                        "station " + stationId + " does not run at the moment; station:list says why"));
            } else {
                question.accept(new Asked<>(living, done));
            }
        });
    }

    /** A question to the life of a station, and where the answer goes. */
    record Asked<T>(StationCore core, CompletableFuture<T> answer) {}

    CompletionStage<Void> setConnected(boolean wanted) {
        return questions.ask(done -> {
            wantConnection(wanted);
            if (core != null) {
                core.setConnectionWanted(wanted);
            }
            done.complete(null);
        });
    }

    private void wantConnection(boolean wanted) {
        connect = wanted;
        if (wanted) {
            problems.clear(OFFLINE);
        } else {
            problems.raise(
                    OFFLINE,
                    "The station is offline",
                    "the administrator has disconnected it",
                    "station:connect " + stationId + " brings it back");
        }
    }

    /** Forgets everything that is stored and begins anew. */
    CompletionStage<Void> factoryReset(boolean connectAfterwards) {
        return questions.ask(done -> {
            wantConnection(connectAfterwards);
            if (product != null) {
                new HardwareRelease(stationId, loop, line, hardware, this::hardwareChanged).release(product.model());
            }
            loaded = null;
            StationCore ending = core;
            core = null;
            if (ending == null) {
                loader.wipe(result -> wiped(result, done));
            } else {
                ending.close("factory reset", () -> loader.wipe(result -> wiped(result, done)));
            }
        });
    }

    private void wiped(CommitResult result, CompletableFuture<Void> done) {
        if (result instanceof CommitResult.Failed failed) {
            done.completeExceptionally(
                    new IllegalStateException("station " + stationId + " is not reset: " + failed.why()));
        } else if (product == null) {
            done.complete(null);
        } else {
            waitingForLife.add(done);
        }
        load();
    }

    List<LoggedMessage> messages(long after, int limit) {
        return messages.after(after, limit);
    }

    String driver() {
        return config.driver();
    }

    // --- the end ---

    /** Lets go of everything in order; done when the driver has stopped and the line is free. */
    CompletionStage<Void> end() {
        return questions.ask(done -> {
            ended = true;
            gateway.store().removeStateListener(storeListener);
            hardware.close();
            StationCore ending = core;
            core = null;
            warnOfTransactions(ending);
            CompletionStage<Void> driverStopped = driverHost.stop("the station was removed");
            Runnable finish = () -> driverStopped.thenRun(() -> {
                line.close();
                loop.close(() -> {
                    messages.flush(() -> {});
                    done.complete(null); // before the others are refused: this is a question too
                    questions.refuseAll();
                });
            });
            if (ending == null) {
                finish.run();
            } else {
                ending.close("the station was removed", finish);
            }
        });
    }

    private void warnOfTransactions(@Nullable StationCore ending) {
        int running = Optional.ofNullable(ending)
                .flatMap(life -> life.ports().find(TransactionControl.class))
                .map(control -> control.active().size())
                .orElse(0);
        if (running > 0) {
            LOG.warn(
                    "station={} was removed with {} running transactions: the vehicles go on charging and nobody"
                            + " accounts for it. Put the station's cfg back; the transactions are continued",
                    stationId,
                    running);
        }
    }

    /** Ends as when the process dies: nothing more is written or sent. Done when the driver has let go. */
    CompletionStage<Void> halt() {
        gateway.store().removeStateListener(storeListener);
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.close(() -> {
            ended = true;
            hardware.close();
            line.close();
            if (core != null) {
                core.halt();
                core = null;
            }
            questions.refuseAll();
            driverHost.stop("the gateway stops").thenRun(() -> messages.flush(() -> done.complete(null)));
        });
        return done;
    }
}
