package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.ocpp.OcppCodec;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.ResetOrder;
import io.karge.station.SecurityLog;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the factory resets of one station delete: refused while somebody needs it, kept as a copy when it is forced, and
 * written down with who wanted it; and what somebody takes of it before. On the loop only, but for {@link #keeper}.
 */
final class StationReset {
    private static final Logger LOG = LoggerFactory.getLogger(StationReset.class);
    /** The standard's name of the security event. */
    private static final String EVENT = "ResetOrReboot";

    private final String stationId;
    private final OcppCodec codec;
    private final Supplier<Instant> clock;
    private final UndeliveredCopies copies;
    private final SecurityLog securityLog;
    /** The messages as the CSMS would have got them, by message id. */
    private volatile Map<String, String> payloads = Map.of();

    private final Set<ResetOrder> accepted = new HashSet<>();
    /** The transactions that ran when a forced reset began, or whose end nobody has told. */
    private final SortedMap<String, FactoryReset.Ended> ended = new TreeMap<>();

    private volatile Outcome outcome = Outcome.NOTHING;

    /** What a wipe has found. */
    private record Outcome(List<FactoryReset.Ended> notTold, FactoryReset.@Nullable Kept kept) {
        static final Outcome NOTHING = new Outcome(List.of(), null);
    }

    StationReset(GatewayParts gateway, String stationId, Supplier<Instant> clock) {
        this.stationId = stationId;
        this.codec = gateway.codec();
        this.clock = clock;
        this.copies = new UndeliveredCopies(gateway.undeliveredFolder(), gateway.time());
        this.securityLog = gateway.securityLog();
    }

    /** Why a station that runs is not reset, which loses this; empty when it may be. */
    Optional<String> refusal(Undelivered what, ResetOrder order) {
        return order.force() ? Optional.empty() : refusal(what);
    }

    private static Optional<String> refusal(Undelivered what) {
        return !what.isNothing()
                ? Optional.of(
                        what.text() + ". End that first; or force it, which ends transactions and keeps a copy of what"
                                + " the CSMS has not got")
                : Optional.empty();
    }

    /** One is not refused at once, and will be done unless something fails. */
    void accepted(ResetOrder order) {
        accepted.add(order);
    }

    /** A forced one begins at a station that runs, and loses this. */
    void settles(Undelivered what, ResetOrder order) {
        what.ended().forEach(one -> ended.put(one.transactionId(), one));
        if (!what.isNothing()) {
            String text = "a forced factory reset begins although " + what.text();
            LOG.info("station={} {} who={}", stationId, text, order.who());
            log(order.who(), text);
        }
    }

    /** The core that knows how its messages look is about to close. */
    void givingUp(StationCore core) {
        payloads = core.blocks().waiting().stream()
                .collect(Collectors.toMap(
                        waiting -> waiting.messageId(),
                        waiting -> codec.payload(waiting.request()).toString(),
                        (one, same) -> one));
    }

    /** Decides about what is stored, on the thread for files. */
    StateLoader.Keeper keeper(boolean force) {
        return new StateLoader.Keeper() {
            @Override
            public Optional<String> keep(SortedMap<String, byte[]> entries, SortedMap<String, byte[]> withheld) {
                Undelivered what = Undelivered.of(stationId, entries, withheld);
                Optional<String> refusal = force ? Optional.empty() : refusal(what);
                return refusal.isPresent() ? refusal : copied(what);
            }

            @Override
            public void notDeleted() {
                FactoryReset.Kept kept = outcome.kept();
                if (kept != null) {
                    copies.forget(kept);
                }
            }
        };
    }

    private Optional<String> copied(Undelivered what) {
        outcome = new Outcome(what.ended(), null);
        if (what.isNothing()) {
            return Optional.empty();
        }
        try {
            outcome = new Outcome(what.ended(), copies.keep(stationId, what, payloads));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("what the CSMS has not got cannot be kept as a copy: " + FailureWords.of(e));
        }
    }

    /** Writes what was given up to a file; fails when that cannot be, which the message says. */
    CompletionStage<FactoryReset.Kept> export(Undelivered what, String who, Executor files) {
        return export("messages that were given up", what, who, files);
    }

    /** The same of what cannot be read. */
    CompletionStage<FactoryReset.Kept> exportUnreadable(Undelivered what, String who, Executor files) {
        return export("entries that are encrypted with a lost master key, and were given up,", what, who, files);
    }

    private CompletionStage<FactoryReset.Kept> export(String kind, Undelivered what, String who, Executor files) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        FactoryReset.Kept kept = copies.keep(stationId, what, Map.of());
                        String text = kind + " (" + kept.messages() + ") are in " + kept.file();
                        LOG.info("station={} {} who={}", stationId, text, who);
                        log(who, text);
                        return kept;
                    } catch (IOException e) {
                        throw new IllegalStateException(
                                "they cannot be written to a file, and stay: " + FailureWords.of(e), e);
                    }
                },
                files);
    }

    /** All that is stored of a station that was removed is deleted. */
    void discarded(String who) {
        done("discarded with all that is stored of it", who);
    }

    /** It is done: what it did, and for whom, is written down. */
    FactoryReset done(List<ResetOrder> orders) {
        return done("factory reset", who(orders));
    }

    private FactoryReset done(String what, String who) {
        Outcome found = outcome;
        found.notTold().forEach(one -> ended.put(one.transactionId(), one));
        FactoryReset reset = new FactoryReset(null, List.copyOf(ended.values()), found.kept());
        String text = what + text(reset, found.notTold());
        LOG.info("station={} {} who={}", stationId, text, who);
        log(who, text);
        forget();
        return reset;
    }

    private static String text(FactoryReset reset, List<FactoryReset.Ended> notTold) {
        StringBuilder text = new StringBuilder();
        if (!reset.ended().isEmpty()) {
            text.append("; ended ").append(reset.ended());
        }
        if (!notTold.isEmpty()) {
            text.append("; the CSMS will not hear of the ends of ").append(notTold);
        }
        FactoryReset.Kept kept = reset.kept();
        if (kept != null) {
            text.append("; what the CSMS has not got (messages: ")
                    .append(kept.messages())
                    .append(") is in ")
                    .append(kept.file());
        }
        return text.toString();
    }

    /** It came to nothing. */
    void failed(List<ResetOrder> orders, String why) {
        if (orders.stream().anyMatch(ResetOrder::force)) {
            log(who(orders), "a forced factory reset was not done: " + why);
        }
        if (accepted.removeAll(orders)) { // else another one may be under way
            forget();
        }
    }

    private void forget() {
        accepted.clear();
        ended.clear();
        outcome = Outcome.NOTHING;
        payloads = Map.of();
    }

    private static String who(List<ResetOrder> orders) {
        return orders.stream().map(ResetOrder::who).distinct().collect(Collectors.joining(", "));
    }

    private void log(String who, String what) {
        securityLog.add(new SecurityLog.Entry(clock.get(), stationId, EVENT, who, what));
    }
}
