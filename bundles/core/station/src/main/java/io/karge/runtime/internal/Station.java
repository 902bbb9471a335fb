package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.failure.FailureWords;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.log.LogFile;
import io.karge.runtime.internal.log.MessageLog;
import io.karge.runtime.internal.log.MessageTap;
import io.karge.runtime.internal.log.TokenHashes;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.StationState;
import io.karge.security.Secrets;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.storage.CommitResult;
import io.karge.storage.StoreState;
import io.karge.storage.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station for as long as its config is there: its equipment, its message log, and one core after the other as its
 * life cycle says. Everything is done on the station's loop; public methods may be called on any thread.
 */
final class Station {
    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final String UNREADABLE = "unreadable";
    private static final String SOME_ASIDE = "The station goes on without some of what it has stored";
    private static final int MAILBOX = 1_000;
    private static final int MESSAGES = 1_000;
    private static final long LOG_FILE_BYTES = 10_000_000;

    private final GatewayParts gateway;
    private final Supplier<Collection<FunctionalBlockFactory>> factories;
    private final RemovedStations removed;
    private final UnstoredStates unstored;
    private final StateLoader loader;
    private final String stationId;
    private final StationMeter meter;
    private final EventLoop loop;
    private final Executor files;
    private final ProblemList problems;
    private final MessageLog messages;
    private final StagingFolder staging;
    private final CsmsClock clock;
    private final StationEquipment equipment;
    private final StationParts parts;
    private final Questions questions;
    private final StationRunner runner;
    private final ConnectionChoice connection;
    private final StationReset resets;
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private CompletionStage<Void> driverStopped = CompletableFuture.completedFuture(null);
    private volatile StationConfig config;
    /** What was put aside because it cannot be read; on the loop. */
    private SortedMap<String, byte[]> withheld = new TreeMap<>();

    /**
     * @param removed is told when the station goes and leaves something that nobody accounts for
     * @param restored brings the store up to date before anything of the station is used
     * @param unstored keeps what the store does not take at its end
     * @param locks those of all stations
     * @param arrivals the blocks of the gateway's start
     */
    Station(
            GatewayParts gateway,
            StationConfig config,
            Supplier<Collection<FunctionalBlockFactory>> factories,
            RemovedStations removed,
            RestoredStore restored,
            UnstoredStates unstored,
            HardwareLocks locks,
            BlockArrivals arrivals) {
        this.gateway = gateway;
        this.removed = removed;
        this.unstored = unstored;
        this.config = config;
        this.factories = factories;
        stationId = config.stationId();
        meter = new StationMeter(gateway.time());
        loop = new EventLoop(stationId, gateway.workers().computing(), MAILBOX, meter::late);
        files = gateway.workers().newBlockingSerial("station " + stationId);
        loader = new StateLoader(stationId, gateway.store(), restored, unstored, files, loop::post, this::withheld);
        questions = new Questions(stationId, loop);
        problems = new ProblemList("station=" + stationId, gateway.time());
        Path folder = gateway.messageLogFolder();
        messages = new MessageLog(
                MESSAGES,
                gateway.time(),
                files,
                folder == null ? null : new LogFile(folder, stationId, LOG_FILE_BYTES));
        staging = StagingFolder.of(gateway, stationId);
        clock = new CsmsClock(gateway.time());
        equipment = new StationEquipment(
                gateway, config, loop, problems, clock, staging.path(), locks, new EquipmentListener());
        connection = new ConnectionChoice(stationId, problems);
        resets = new StationReset(gateway, stationId, clock::now);
        parts = parts(arrivals);
        runner = new StationRunner(stationId, loop, gateway, loader, problems, equipment.release(), new RunnerHost());
    }

    private StationParts parts(BlockArrivals arrivals) {
        return new StationParts(
                stationId,
                loop,
                gateway.time(),
                gateway.workers(),
                meter.timed(gateway.store()),
                loader,
                gateway.connector(),
                gateway.codec(),
                gateway.random(),
                equipment.channel(),
                gateway.transfers(),
                staging.path(),
                gateway.secrets(),
                meter.counted(new MessageTap(messages, new TokenHashes(gateway.secrets()))),
                new StationLogs(gateway, messages, this::viewNow, () -> config),
                new UndeliveredCopies(gateway.undeliveredFolder(), gateway.time()),
                problems,
                clock,
                gateway.securityLog(),
                gateway.blockGrace(),
                gateway.queueLimits(),
                gateway.revocation(),
                arrivals,
                meter);
    }

    /** @param driver the driver that the config names, when it is installed */
    void begin(Optional<DriverEntry> driver) {
        loop.post(() -> {
            LOG.info("station={} begins driver={} csms={}", stationId, config.driver(), config.csmsUrl());
            files.execute(this::prepareFolders);
            runner.begin();
            equipment.begin(config, driver);
        });
    }

    /** The blocks begin anew; what they have stored is put aside. */
    private void withheld(SortedMap<String, byte[]> aside) {
        withheld = aside;
        if (aside.isEmpty()) {
            problems.clear(UNREADABLE);
            return;
        }
        String blocks = String.join(", ", Withheld.blocks(aside, stationId));
        if (Withheld.isReadable(aside)) {
            problems.raise(
                    UNREADABLE,
                    SOME_ASIDE,
                    "what its blocks had stored (" + blocks + ") is put aside, and can be read",
                    "Restart the gateway: it comes back then");
            return;
        }
        problems.raise(
                UNREADABLE,
                SOME_ASIDE,
                "what its blocks had stored cannot be read (" + blocks + "): "
                        + (gateway.secrets().unusable().isPresent() ? Secrets.UNUSABLE : missingKeys(aside)),
                "With that key messages for the CSMS are sent, and transactions that ran, whose energy was stopped, are ended"
                        + " there. If it is lost, station:discard --unreadable --force " + stationId
                        + " gives up what cannot be read");
    }

    private String missingKeys(SortedMap<String, byte[]> aside) {
        Set<String> missing = SealedStore.missingKeys(aside, gateway.secrets());
        return missing.isEmpty()
                ? "it was encrypted with a master key that is not among those of this gateway"
                : "it was encrypted with the master key " + String.join(", ", missing)
                        + ", which this gateway does not have: "
                        + gateway.secrets().addKey();
    }

    private void prepareFolders() {
        try {
            staging.make();
        } catch (IOException e) {
            problems.raise(
                    "staging", "Files cannot be staged", FailureWords.of(e), "Check the owner of " + staging.path());
        }
        messages.resume();
    }

    /** What the runner needs of this station. */
    private final class RunnerHost implements StationRunner.Host {
        @Override
        public StationCore create(StationState state, StationCore.Listener listener) {
            Product product = equipment.product().orElseThrow();
            return new StationCore(parts, product.model(), product.facts(), equipment.hardware(), state, listener);
        }

        @Override
        public void begin(StationCore core) {
            core.begin(config, factories.get(), connection.online(), !unstored.forget(stationId));
        }

        @Override
        public void keep(SortedMap<String, byte[]> entries) {
            unstored.keep(stationId, entries);
        }

        @Override
        public void running(StationCore core) {
            if (core.ports().find(TransactionControl.class).isPresent()) {
                removed.forget(stationId);
            }
        }

        @Override
        public void answer(List<StationLifecycle.Reset> asked, @Nullable String failure) {
            List<ResetOrder> orders =
                    asked.stream().map(StationLifecycle.Reset::order).toList();
            if (failure != null) {
                connection.resetFailed();
                resets.failed(orders, failure);
                asked.forEach(reset -> reset.answer()
                        .completeExceptionally(
                                new IllegalStateException("station " + stationId + " is not reset: " + failure)));
            } else {
                connection.resetDone();
                removed.forget(stationId); // nothing of it waits any more, should it be leaving
                FactoryReset done = resets.done(orders);
                equipment
                        .release()
                        .whenSettled(note ->
                                asked.forEach(reset -> reset.answer().complete(done.withNote(note.orElse(null)))));
            }
        }

        @Override
        public void settle(StationCore core, Runnable then) {
            core.settlement().begin(then);
        }

        @Override
        public void givingUp(StationCore core) {
            resets.givingUp(core);
        }

        @Override
        public StateLoader.Keeper keeper(boolean force) {
            return resets.keeper(force);
        }

        @Override
        public void stopDriver() {
            driverStopped = equipment.stop("the station was removed");
        }

        @Override
        public void letGo(Runnable then) {
            equipment
                    .letGo(driverStopped, files)
                    .thenRunAsync(staging::remove, files)
                    .thenRun(then);
        }

        @Override
        public void ended() {
            loop.close(() -> {
                messages.flush(() -> {});
                ends.forEach(end -> end.complete(null)); // before the others are refused: these are questions too
                questions.refuseAll();
            });
        }
    }

    private final class EquipmentListener implements StationEquipment.Listener {
        @Override
        public void productChanged() {
            runner.on(new LifecycleEvent.ModelChanged());
        }

        @Override
        public void cabinetSeen(CabinetState cabinet) {
            if (runner.core().filter(core -> core.isReboot(cabinet)).isPresent()) {
                LOG.info("station={} the cabinet has restarted reason={}", stationId, cabinet.bootReason());
                runner.reboot();
            }
        }

        @Override
        public void changed(List<StationEvent> events) {
            runner.core().ifPresent(core -> core.hardwareChanged(events));
        }

        @Override
        public void releaseProgressed() {
            runner.core().ifPresent(equipment.release()::remember);
        }
    }

    // --- drivers, blocks and config ---

    /** The driver that the config names has been installed. */
    void driverInstalled(DriverEntry entry) {
        loop.post(() -> {
            if (entry.driver().equals(config.driver()) && ends.isEmpty()) {
                equipment.driverInstalled(entry, config);
            }
        });
    }

    /** The driver has been removed; done when it has stopped. */
    CompletionStage<Void> driverRemoved(DriverEntry entry) {
        return questions.ask(done -> {
            if (entry.driver().equals(config.driver())) {
                equipment.driverRemoved(entry).thenRun(() -> done.complete(null));
            } else {
                done.complete(null);
            }
        });
    }

    void blockInstalled(FunctionalBlockFactory factory) {
        loop.post(() -> runner.core().ifPresent(core -> core.addBlock(factory)));
    }

    /** Raises a security event, if the station runs. */
    void raise(String securityEvent, String techInfo) {
        loop.post(() -> runner.core().ifPresent(core -> core.raise(securityEvent, techInfo)));
    }

    CompletionStage<Void> blockRemoved(FunctionalBlockFactory factory) {
        return questions.ask(done -> {
            runner.core().ifPresent(core -> core.removeBlock(factory));
            done.complete(null);
        });
    }

    /** Takes over what differs. */
    void configure(StationConfig next, Optional<DriverEntry> driver) {
        loop.post(() -> {
            StationConfig before = config;
            config = next;
            equipment.configure(before, next, driver);
            runner.core().ifPresent(core -> core.reseed(next));
        });
    }

    // --- what people and programs ask for ---

    CompletionStage<StationView> view() {
        return questions.ask(done -> done.complete(viewNow()));
    }

    private StationView viewNow() {
        return Views.of(
                config,
                equipment.product().map(Product::model).orElse(null),
                equipment.hardware(),
                equipment.driverVersion(),
                runner.core().orElse(null),
                connection.online(),
                problems.all());
    }

    /** What it has counted and timed. */
    CompletionStage<StationMeasurements> measurements() {
        return questions.ask(done -> done.complete(
                meter.now(stationId, clock.now(), equipment.hardware().meters())));
    }

    CompletionStage<Gateway.ProductView> productView() {
        return questions.ask(done -> {
            Optional<Product> known = equipment.product();
            if (known.isPresent()) {
                done.complete(
                        new Gateway.ProductView(known.get().model(), known.get().text()));
            } else {
                done.completeExceptionally(new IllegalStateException("station '" + stationId
                        + "' is no product yet: its driver '" + config.driver() + "' was never installed"));
            }
        });
    }

    /** Asks the core of the station; fails when none runs at the moment, or when it ends before it has answered. */
    <T> CompletionStage<T> ask(Consumer<Asked<T>> question) {
        return questions.ask(done -> {
            Optional<StationCore> core = runner.core();
            if (core.isPresent()) {
                runner.expectAnswer(done);
                question.accept(new Asked<>(core.get(), done));
            } else {
                done.completeExceptionally(new IllegalStateException(
                        "station " + stationId + " does not run at the moment; station:list says why"));
            }
        });
    }

    /** A question to the core of a station, and where the answer goes. */
    record Asked<T>(StationCore core, CompletableFuture<T> answer) {}

    CompletionStage<Void> setConnected(boolean wanted) {
        return questions.ask(done -> {
            connection.choose(wanted);
            runner.core().ifPresent(core -> core.setConnectionWanted(wanted));
            done.complete(null);
        });
    }

    /** Forgets everything that is stored and begins anew. */
    CompletionStage<FactoryReset> factoryReset(ResetOrder order) {
        return questions.ask(done -> {
            String refusal = refusal(order).orElse(null);
            if (refusal == null) {
                connection.resetAsked(order.connect());
                resets.accepted(order);
                runner.core().ifPresent(core -> resets.settles(undelivered(core), order));
            }
            runner.on(new LifecycleEvent.ResetAsked(new StationLifecycle.Reset(done, order), refusal));
        });
    }

    private Undelivered undelivered(StationCore core) {
        return Undelivered.of(stationId, core.state().stored(), withheld);
    }

    /** What a factory reset would lose, in words. */
    CompletionStage<String> undelivered() {
        return questions.ask(done -> done.complete(runner.core()
                .map(core -> undelivered(core).text())
                .orElse("it does not run at the moment, and what the CSMS has not got of it is not known")));
    }

    /** Moves what was given up to a file; taken off when that is on the disk. */
    CompletionStage<Optional<FactoryReset.Kept>> exportDiscarded(String who) {
        return ask(asked -> {
            Undelivered what = Undelivered.discarded(asked.core().state(), stationId);
            if (what.isNothing()) {
                asked.answer().complete(Optional.empty());
                return;
            }
            resets.export(what, who, files)
                    .whenCompleteAsync(
                            (kept, failure) -> {
                                if (failure == null) {
                                    runner.core().ifPresent(core -> core.forgetDiscarded(what.discarded()));
                                    asked.answer().complete(Optional.of(kept));
                                } else {
                                    asked.answer().completeExceptionally(failure);
                                }
                            },
                            loop::post);
        });
    }

    /** Moves what cannot be read to a file, as it is; what was put aside with it stays there. */
    CompletionStage<Optional<FactoryReset.Kept>> discardUnreadable(String who) {
        return questions.ask(done -> {
            Undelivered what = Undelivered.unreadable(withheld);
            String unusable = gateway.secrets().unusable().orElse(null);
            if (unusable != null) {
                done.completeExceptionally(
                        new IllegalStateException("what cannot be read may be read again: " + unusable));
            } else if (what.isNothing()) {
                done.complete(Optional.empty());
            } else {
                resets.exportUnreadable(what, who, files)
                        .thenCompose(kept -> deleted(what.unreadable().keySet(), kept))
                        .whenCompleteAsync(
                                (kept, failure) -> {
                                    if (failure == null) {
                                        SortedMap<String, byte[]> left = new TreeMap<>(withheld);
                                        left.keySet()
                                                .removeAll(what.unreadable().keySet());
                                        withheld(left);
                                        done.complete(Optional.of(kept));
                                    } else {
                                        done.completeExceptionally(failure);
                                    }
                                },
                                loop::post);
            }
        });
    }

    private CompletionStage<FactoryReset.Kept> deleted(Set<String> keys, FactoryReset.Kept kept) {
        CompletableFuture<FactoryReset.Kept> done = new CompletableFuture<>();
        gateway.store().newWriter().commit(keys.stream().map(Write::delete).toList(), result -> {
            if (result instanceof CommitResult.Failed failed) {
                done.completeExceptionally(new IllegalStateException(
                        "what cannot be read is in " + kept.file() + ", and stays: " + failed.why()));
            } else {
                done.complete(kept);
            }
        });
        return done;
    }

    private Optional<String> refusal(ResetOrder order) {
        StoreState store = gateway.store().state();
        return store.open()
                ? runner.core().flatMap(core -> resets.refusal(undelivered(core), order))
                : Optional.of("its store takes nothing: " + store.problems().get(0));
    }

    List<LoggedMessage> messages(long after, int limit) {
        return messages.after(after, limit);
    }

    String driver() {
        return config.driver();
    }

    // --- the end ---

    /** Lets go of everything in order; done when the driver has stopped and the channel is free. */
    CompletionStage<Void> end() {
        return questions.ask(done -> {
            ends.add(done);
            tellOfTransactions();
            runner.on(new LifecycleEvent.RemovalAsked());
        });
    }

    /** What nobody can see, as no core runs or no block keeps transactions, stays as it was told last. */
    private void tellOfTransactions() {
        boolean seen = runner.core()
                .flatMap(core -> core.ports().find(TransactionControl.class))
                .isPresent();
        StationView last = viewNow();
        int copies = runner.core().map(StationCore::copies).orElse(0);
        int waiting = runner.core()
                .map(core -> RemovedStations.waiting(stationId, core.state().stored()))
                .orElse(0);
        if (RemovedStations.isOpen(last, () -> copies + waiting)) {
            removed.put(last, copies);
        } else if (seen) {
            removed.forget(stationId);
        }
    }

    /** Ends as when the process dies: nothing more is written or sent. Done when the driver has let go. */
    CompletionStage<Void> halt() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.close(() -> {
            runner.halt();
            questions.refuseAll();
            CompletionStage<Void> stopped = equipment.stop("the gateway stops");
            equipment.letGo(stopped, files).thenRun(() -> messages.flush(() -> done.complete(null)));
        });
        return done;
    }
}
