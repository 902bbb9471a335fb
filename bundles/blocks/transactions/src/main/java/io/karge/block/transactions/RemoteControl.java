package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops for the CSMS (F01 to F03). The answer to the CSMS leaves the station before what follows from it: an
 * authorization is asked for in a step of its own.
 */
final class RemoteControl {
    private final StationContext context;
    private final Sessions sessions;
    private final Admission admission;
    private final CardReader reader;
    private final RecentRefusals refusals;
    private final BiConsumer<String, Input> change;
    private final BiConsumer<String, Input> apply;
    /** The EVSEs for which the CSMS is being asked: no second remote start is accepted that would come to nothing. */
    private final Set<Integer> asking = new HashSet<>();

    /**
     * @param change changes a session; its events wait until the answer to the CSMS is on its way
     * @param apply changes a session and sends its events
     */
    RemoteControl(
            StationContext context,
            Sessions sessions,
            Admission admission,
            CardReader reader,
            RecentRefusals refusals,
            BiConsumer<String, Input> change,
            BiConsumer<String, Input> apply) {
        this.context = context;
        this.sessions = sessions;
        this.admission = admission;
        this.reader = reader;
        this.refusals = refusals;
        this.change = change;
        this.apply = apply;
    }

    RemoteStartResult start(RemoteStart request) {
        Integer evseId = request.evseId();
        if (!admission.accepted() || !admission.station()) {
            return rejected("the station takes no new sessions at the moment"); // B02.FR.05
        }
        if (evseId != null && !context.model().hasEvse(evseId)) {
            return rejected("there is no EVSE " + evseId);
        }
        if (evseId != null && asking.contains(evseId)) {
            return rejected("another remote start is being authorized for EVSE " + evseId);
        }
        Input.Authorized input =
                new Input.Authorized(request.idToken(), request.groupIdToken(), List.of(), request.remoteStartId());
        Optional<String> target = target(evseId, input);
        if (target.isEmpty()) {
            // F01.FR.23, FR.24, F02.FR.25, FR.26
            return new RemoteStartResult(
                    RequestStartStopStatusEnumType.Rejected,
                    evseId == null ? null : transactionId(Sessions.key(evseId)),
                    evseId == null ? "no EVSE is free" : "EVSE " + evseId + " is not free or out of service");
        }
        String transactionId = transactionId(target.get());
        if (asksFirst(request.idToken())) {
            if (evseId != null) {
                asking.add(evseId);
            }
            context.after(Duration.ZERO, () -> ask(request, evseId));
        } else {
            change.accept(target.get(), input);
        }
        return new RemoteStartResult(RequestStartStopStatusEnumType.Accepted, transactionId, null);
    }

    private @Nullable String transactionId(String key) {
        return sessions.get(key)
                .map(Session::progress)
                .map(Progress::transactionId)
                .orElse(null);
    }

    private Optional<String> target(@Nullable Integer evseId, Input.Authorized input) {
        return evseId == null ? reader.anywhere(input) : reader.at(evseId, input);
    }

    /** F01.FR.01 against F01.FR.02. */
    private boolean asksFirst(IdTokenType token) {
        return context.deviceModel().bool(TransactionVariables.AUTHORIZE_REMOTE_START, false)
                && token.type() != IdTokenEnumType.Central
                && token.type() != IdTokenEnumType.NoAuthorization;
    }

    private void ask(RemoteStart request, @Nullable Integer evseId) {
        Optional<Authorizer> authorizer = context.port(Authorizer.class);
        if (authorizer.isEmpty()) {
            asking.remove(evseId);
            dropped(request, CardReader.STATION, "nothing authorizes tokens");
            return;
        }
        authorizer.get().authorize(request.idToken(), reply -> {
            asking.remove(evseId);
            if (reply instanceof Reply.Answered<Authorization> answered) {
                decided(request, evseId, answered.result());
            } else if (reply instanceof Reply.Failed<Authorization> failed) {
                dropped(request, CardReader.STATION, failed.why());
            }
        });
    }

    private void decided(RemoteStart request, @Nullable Integer evseId, Authorization authorization) {
        IdTokenInfoType info = authorization.info();
        if (!authorization.accepted()) {
            dropped(request, authorization.source().text(), authorization.why());
            return;
        }
        Input.Authorized input = new Input.Authorized(
                request.idToken(),
                info.groupIdToken() == null ? request.groupIdToken() : info.groupIdToken(),
                Optional.ofNullable(info.evseId()).orElse(List.of()),
                request.remoteStartId());
        target(evseId, input)
                .ifPresentOrElse(
                        key -> apply.accept(key, input),
                        () -> dropped(request, CardReader.STATION, "the EVSE is not free any more"));
    }

    boolean stop(String transactionId) {
        Optional<String> key = admission.accepted() ? sessions.keyOf(transactionId) : Optional.empty();
        key.ifPresent(session -> change.accept(
                session, new Input.Stopped(TriggerReasonEnumType.RemoteStop, ReasonEnumType.Remote, null)));
        return key.isPresent();
    }

    /** B12.FR.04. An authorization without a transaction outlives the reset. */
    void endForReset(ReasonEnumType reason, boolean whenOpen) {
        sessions.all().stream()
                .filter(entry -> entry.getValue().running())
                .forEach(entry -> change.accept(entry.getKey(), new Input.Reset(reason, whenOpen)));
    }

    private static RemoteStartResult rejected(String why) {
        return new RemoteStartResult(RequestStartStopStatusEnumType.Rejected, null, why);
    }

    /** The CSMS was told that it is accepted; what it then came to nothing of is for people. */
    private void dropped(RemoteStart request, String by, String why) {
        int evseId = request.evseId() == null ? 0 : request.evseId();
        refusals.add(evseId, request.idToken(), by, why + ", so remote start " + request.remoteStartId() + " is void");
    }
}
