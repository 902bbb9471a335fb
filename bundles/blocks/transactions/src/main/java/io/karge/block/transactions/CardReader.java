package io.karge.block.transactions;

import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MessageContentType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides what a card at the shared reader means (C01, C09, E07). One that matches a running authorization stops it,
 * without asking the CSMS when it is the same token, or one that is known here as an accepted one of the same group. Else it
 * is authorized, and then stops an authorization of its group; or belongs to the EVSE chosen on the display; or to the EVSE plugged in
 * last that nobody has authorized yet; or waits for a plug. A card that is foreign to the chosen, charging EVSE is authorized and then ignored.
 */
final class CardReader {
    /** Who refuses what is no matter of the token. */
    static final String STATION = "the station";

    static final String CSMS = Authorization.Source.CSMS.text();

    private static final String NO_SESSIONS = "no new sessions are taken";

    private final StationContext context;
    private final Sessions sessions;
    private final Admission admission;
    private final RecentRefusals refusals;
    private final BiConsumer<String, Input> apply;
    private final List<Asked> asked = new ArrayList<>();

    /** A token that is being asked for, and when it was presented meanwhile. */
    private record Asked(IdTokenType token, List<TokenPresented> cards) {}

    CardReader(
            StationContext context,
            Sessions sessions,
            Admission admission,
            RecentRefusals refusals,
            BiConsumer<String, Input> apply) {
        this.context = context;
        this.sessions = sessions;
        this.admission = admission;
        this.refusals = refusals;
        this.apply = apply;
    }

    void presented(TokenPresented card) {
        IdTokenType token =
                IdTokenType.of(card.uid(), IdTokenEnumType.valueOf(card.type().name()));
        Optional<String> own = held(card.evseId(), grant -> Tokens.same(grant.idToken(), token));
        if (own.isPresent()) {
            stop(own.get(), token);
            answer(card, Verdict.ACCEPTED);
            return;
        }
        Optional<Authorizer> authorizer = context.port(Authorizer.class);
        Optional<Verdict> ofGroup = authorizer
                .flatMap(knows -> knows.known(token))
                .flatMap(known -> stopOfGroup(known, card.evseId())); // C01.FR.03, C09.FR.07
        if (ofGroup.isPresent()) {
            answer(card, ofGroup.get());
            return;
        }
        // C09: a card of the same group may stop a transaction, also while nothing new may begin.
        boolean mayStop =
                held(card.evseId(), grant -> grant.groupIdToken() != null).isPresent();
        if ((!admission.station() && !mayStop) || authorizer.isEmpty()) {
            answer(
                    card,
                    refused(card.evseId(), token, authorizer.isEmpty() ? "nothing authorizes tokens" : NO_SESSIONS));
            return;
        }
        Optional<Asked> already =
                asked.stream().filter(other -> Tokens.same(other.token, token)).findFirst();
        if (already.isPresent()) {
            already.get().cards.add(card);
            return;
        }
        Asked now = new Asked(token, new ArrayList<>(List.of(card)));
        asked.add(now);
        authorizer.get().authorize(token, reply -> {
            asked.remove(now);
            Verdict verdict = reply instanceof Reply.Answered<Authorization> answered
                    ? decided(answered.result(), card.evseId())
                    : refused(
                            card.evseId(),
                            token,
                            reply instanceof Reply.Failed<Authorization> failed ? failed.why() : "");
            now.cards.forEach(presented -> answer(presented, verdict));
        });
    }

    /** What becomes of the token, done. */
    private Verdict decided(Authorization authorization, int chosen) {
        IdTokenType token = authorization.idToken();
        String message = personalMessage(authorization);
        if (!authorization.accepted()) {
            // C09.FR.11: nor does it stop its group
            String why = authorization.why();
            return refused(chosen, token, authorization.source().text(), why).saying(message);
        }
        Optional<Verdict> ofGroup = stopOfGroup(authorization, chosen);
        if (ofGroup.isPresent()) {
            return ofGroup.get();
        }
        if (!admission.station()) {
            return refused(chosen, token, NO_SESSIONS);
        }
        List<Integer> evseIds =
                Optional.ofNullable(authorization.info().evseId()).orElse(List.of());
        Input.Authorized input =
                new Input.Authorized(token, authorization.info().groupIdToken(), evseIds, null);
        if (held(chosen, grant -> Tokens.same(grant.idToken(), token)).isPresent()) {
            return Verdict.ACCEPTED.saying(message); // authorized otherwise while the CSMS was being asked
        }
        Optional<String> target = chosen == 0 ? anywhere(input) : at(chosen, input);
        if (target.isEmpty()) {
            return placeless(chosen, token, evseIds);
        }
        apply.accept(target.get(), input);
        return Verdict.ACCEPTED.saying(message);
    }

    /** It may charge, and there is no place for it (C01.FR.21). */
    private Verdict placeless(int chosen, IdTokenType token, List<Integer> evseIds) {
        if (chosen != 0 && !evseIds.isEmpty() && !evseIds.contains(chosen)) {
            String where = evseIds.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return refused(chosen, token, CSMS, "it is allowed at EVSE " + where + " only");
        }
        return refused(
                chosen, token, chosen == 0 ? "no EVSE is free for it" : "EVSE " + chosen + " is not free for it");
    }

    /** C09.FR.03: an accepted token ends the authorization that one of its group holds; empty when there is none. */
    private Optional<Verdict> stopOfGroup(Authorization authorization, int chosen) {
        IdTokenType group = Tokens.group(authorization.info().groupIdToken());
        return held(chosen, grant -> Tokens.same(grant.groupIdToken(), group)).map(key -> {
            stop(key, authorization.idToken());
            return Verdict.ACCEPTED.saying(personalMessage(authorization));
        });
    }

    private static String personalMessage(Authorization authorization) {
        MessageContentType personal = authorization.info().personalMessage();
        return personal == null ? "" : personal.content();
    }

    /** Tells the hardware, when it takes answers; what the token allows has gone down before. */
    private void answer(TokenPresented card, Verdict verdict) {
        if (context.model().commands().contains(AnswerToken.class.getSimpleName())) {
            context.command(
                    new AnswerToken(
                            card.evseId(), card.uid(), card.type(), verdict.status, verdict.reason, verdict.message),
                    result -> {});
        }
    }

    /** What whoever presented a token is told. */
    private record Verdict(AnswerToken.Status status, String reason, String message) {
        static final Verdict ACCEPTED = new Verdict(AnswerToken.Status.ACCEPTED, "", "");

        Verdict saying(String personalMessage) {
            return new Verdict(status, reason, personalMessage);
        }
    }

    private void stop(String key, IdTokenType token) {
        apply.accept(key, new Input.Stopped(TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local, token));
    }

    /** The authorization that matches, at the chosen EVSE if one does there. */
    private Optional<String> held(int chosen, Predicate<Grant> matches) {
        return sessions.all().stream()
                .filter(entry -> entry.getValue().grant().held())
                .filter(entry -> matches.test(entry.getValue().grant()))
                .min(Comparator.comparing(entry -> entry.getValue().evseId() == chosen ? 0 : 1))
                .map(Map.Entry::getKey);
    }

    /** The session at an EVSE that somebody chose. */
    Optional<String> at(int evseId, Input.Authorized input) {
        boolean free = sessions.at(evseId)
                .map(session -> isFree(session, input.idToken()))
                .orElse(true);
        return free && allowed(evseId, input) ? Optional.of(Sessions.key(evseId)) : Optional.empty();
    }

    /** The session of a token without an EVSE: where a vehicle waits for it, else a new one that waits for a plug. */
    Optional<String> anywhere(Input.Authorized input) {
        List<Map.Entry<String, Session>> plugged = sessions.all().stream()
                .filter(entry -> entry.getValue().pluggedIn())
                .filter(entry -> allowed(entry.getValue().evseId(), input))
                .sorted(Comparator.comparing(
                        (Map.Entry<String, Session> entry) -> Sessions.pluggedAt(entry.getValue()),
                        Comparator.reverseOrder()))
                .toList();
        Optional<String> vehicle = plugged.stream()
                .filter(entry -> entry.getValue().grant().state() == Grant.State.NONE)
                .map(Map.Entry::getKey)
                .findFirst();
        return vehicle.or(() -> plugged.stream()
                        .filter(entry -> isOwn(entry.getValue(), input.idToken()))
                        .map(Map.Entry::getKey)
                        .findFirst())
                .or(() -> context.model().evses().stream()
                        .map(evse -> evse.evseId())
                        .filter(evseId -> sessions.at(evseId).isEmpty() && allowed(evseId, input))
                        .findFirst()
                        .map(any -> sessions.newWaiting()));
    }

    private boolean allowed(int evseId, Input.Authorized input) {
        boolean byToken = input.evseIds().isEmpty() || input.evseIds().contains(evseId); // C01.FR.21
        return byToken && admission.takesSession(evseId);
    }

    /** Nobody holds it; a transaction that was authorized once takes its own token only (C01.FR.23). */
    private static boolean isFree(Session session, IdTokenType token) {
        return !session.grant().held()
                && (session.grant().state() == Grant.State.NONE || !session.running() || isOwn(session, token));
    }

    private static boolean isOwn(Session session, IdTokenType token) {
        return session.grant().state() == Grant.State.ENDED
                && Tokens.same(session.grant().idToken(), token);
    }

    private Verdict refused(int chosen, IdTokenType token, String why) {
        return refused(chosen, token, STATION, why);
    }

    private Verdict refused(int chosen, IdTokenType token, String by, String why) {
        refusals.add(chosen, token, by, why);
        return new Verdict(AnswerToken.Status.REFUSED, why, "");
    }
}
