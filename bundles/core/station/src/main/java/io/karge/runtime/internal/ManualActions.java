package io.karge.runtime.internal;

import io.karge.driver.HardwareEvent;
import io.karge.driver.TokenType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.HardwareView;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * What an administrator does in the place of somebody who stands at the station: its hardware tells of it as it would then. On
 * the loop only.
 */
final class ManualActions {
    /** What an idToken may be made of (identifierString), and how long (Part 2, 3.24). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9*\\-_=:+|@.]{1,36}");

    private ManualActions() {}

    /** The stop button of an EVSE is pressed, also where there is none. */
    static void stop(StationCore core, int evseId, Instant at, CompletableFuture<Void> answer) {
        Optional<RuntimeException> refusal =
                unknown(core, evseId).or(() -> away(core)).or(() -> nothingToStop(core, evseId));
        act(core, refusal, new HardwareEvent.StopRequested(at, evseId), answer);
    }

    /**
     * A token is presented.
     *
     * @param evseId the EVSE that was chosen, 0 when none was
     */
    static void present(StationCore core, int evseId, IdTokenType idToken, Instant at, CompletableFuture<Void> answer) {
        Optional<TokenType> type = Arrays.stream(TokenType.values())
                .filter(one -> one.name().equals(idToken.type().wire()))
                .findFirst();
        if (type.isEmpty() || !TOKEN.matcher(idToken.idToken()).matches()) {
            answer.completeExceptionally(
                    new IllegalArgumentException("no reader can be shown that: an idToken has 1 to 36"
                            + " letters, digits and * - _ = : + | @ . and its type is one of "
                            + Arrays.toString(TokenType.values())));
            return;
        }
        Optional<RuntimeException> refusal =
                (evseId == 0 ? Optional.<RuntimeException>empty() : unknown(core, evseId)).or(() -> away(core));
        act(core, refusal, new HardwareEvent.TokenPresented(at, evseId, idToken.idToken(), type.get()), answer);
    }

    private static void act(
            StationCore core, Optional<RuntimeException> refusal, HardwareEvent event, CompletableFuture<Void> answer) {
        if (refusal.isPresent()) {
            answer.completeExceptionally(refusal.get());
        } else {
            core.hardware().on(event);
            answer.complete(null);
        }
    }

    private static Optional<RuntimeException> unknown(StationCore core, int evseId) {
        return core.model().hasEvse(evseId)
                ? Optional.empty()
                : Optional.of(new NoSuchElementException("station " + core.stationId() + " has no EVSE " + evseId
                        + ", its EVSEs are 1 to " + core.model().evses().size()));
    }

    private static Optional<RuntimeException> away(StationCore core) {
        if (core.hardware().status() != HardwareView.Status.UP) {
            return refused(core, "its hardware is not there at the moment; station:info says why");
        }
        return core.ports().find(TransactionControl.class).isPresent()
                ? Optional.empty()
                : refused(core, "nobody is there who acts on it: install karge-transactions");
    }

    private static Optional<RuntimeException> nothingToStop(StationCore core, int evseId) {
        boolean runs = core.ports().find(TransactionControl.class).stream()
                .flatMap(control -> control.active().stream())
                .map(TransactionInfo::evseId)
                .anyMatch(one -> one == evseId);
        return runs ? Optional.empty() : refused(core, "no transaction runs on EVSE " + evseId);
    }

    private static Optional<RuntimeException> refused(StationCore core, String why) {
        return Optional.of(new IllegalStateException("station " + core.stationId() + ": " + why));
    }
}
