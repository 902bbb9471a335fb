package io.karge.runtime.internal;

import io.karge.runtime.StationView.Problem;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the transactions that ran in a store which the gateway has lost: nobody will report their end, so people have to
 * close them in the CSMS. So it is with those of a backup that was restored while nobody knew whether they still ran. With
 * those of a store that was whole when a backup took its place the gateway goes on, see {@link RestoredStates}. A problem
 * says so until the folder of the lost store is moved away, over restarts too. Thread-safe.
 */
final class LostTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(LostTransactions.class);
    private static final String WHAT = "Transactions of a lost store may be open at the CSMS";

    private final Store store;
    private final Executor files;
    private final Supplier<Collection<FunctionalBlockFactory>> blocks;
    private final StoreStateListener storeListener = state -> look();
    private volatile List<Problem> problems = List.of();

    /**
     * @param files may block
     * @param blocks those that are installed: each knows what it has stored
     */
    LostTransactions(Store store, Executor files, Supplier<Collection<FunctionalBlockFactory>> blocks) {
        this.store = store;
        this.files = files;
        this.blocks = blocks;
    }

    /** Looks at what lies beside the store, now and whenever that changes. */
    void begin() {
        store.addStateListener(storeListener);
        look();
    }

    void close() {
        store.removeStateListener(storeListener);
    }

    /** Looks again: a block has come that knows what it has stored. */
    void look() {
        files.execute(this::read);
    }

    /** A problem for each lost store with transactions that may be open. */
    List<Problem> problems() {
        return problems;
    }

    private void read() {
        StoreState state = store.state();
        if (!state.open()) {
            return; // what was seen stays true
        }
        List<Problem> now = new ArrayList<>();
        for (LostStore lost : state.lost()) {
            try {
                problem(lost, store.read(lost)).forEach(now::add);
            } catch (StoreException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        now.stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problem -> LOG.warn("gateway {}: {}. {}", problem.what(), problem.why(), problem.remedy()));
        problems = List.copyOf(now);
    }

    private Stream<Problem> problem(LostStore lost, LostContent content) {
        if (content.whole()) {
            return Stream.empty(); // the store that was restored went on with them
        }
        SortedSet<String> open = open(content.entries());
        open.addAll(open(content.replacement())); // whether they still ran was not known, and nobody went on with them
        boolean unknown = content.entries().isEmpty() && !lost.replaced();
        if (!Withheld.isReadable(content.entries()) || !Withheld.isReadable(content.replacement())) {
            return Stream.of(sealed(lost, open));
        } else if (open.isEmpty()) {
            return unknown ? Stream.of(unknown(lost)) : Stream.empty();
        }
        return Stream.of(known(lost, open));
    }

    /** Each with its station, for people. */
    private SortedSet<String> open(Map<String, byte[]> entries) {
        SortedSet<String> open = new TreeSet<>();
        StationState.byStation(entries).forEach((stationId, stored) -> blocks.get()
                .forEach(block -> block.openTransactions(stored.getOrDefault(block.name(), Map.of()))
                        .forEach(id -> open.add("station " + stationId + " transactionId " + id))));
        return open;
    }

    private static Problem known(LostStore lost, SortedSet<String> open) {
        return new Problem(
                lost.since(),
                WHAT,
                "they ran in the store that was set aside in " + lost.folder()
                        + (lost.replaced() ? ", or in the backup that was restored after it" : "")
                        + ", and nobody will report their end: " + String.join(", ", open)
                        + "; perhaps others, for not all of it may have been readable",
                "Close them in the CSMS, then move " + lost.folder() + " away.");
    }

    private static Problem sealed(LostStore lost, SortedSet<String> open) {
        return new Problem(
                lost.since(),
                WHAT,
                "part of the store that was set aside in " + lost.folder()
                        + ", or of the backup that was restored after"
                        + " it, was encrypted with a master key that is not here: which transactions ran then is not known"
                        + (open.isEmpty() ? "" : ", but for " + String.join(", ", open))
                        + ", and nobody will report their end",
                "Put the right master key back and restart the gateway: then they are named here. If it is lost, close"
                        + " in the CSMS the transactions that it holds for open and station:transactions does not show,"
                        + " then move " + lost.folder() + " away.");
    }

    private static Problem unknown(LostStore lost) {
        return new Problem(
                lost.since(),
                WHAT,
                "nothing could be read of the store that was set aside in " + lost.folder()
                        + ": which transactions ran then is not known, and nobody will report their end",
                "Close in the CSMS the transactions that it holds for open and station:transactions does not show, then"
                        + " move " + lost.folder() + " away.");
    }
}
