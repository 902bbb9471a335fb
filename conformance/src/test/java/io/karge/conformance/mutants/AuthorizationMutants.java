package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Wires.answering;
import static io.karge.conformance.mutants.Wires.ignoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.authorization.AuthorizationBlockFactory;
import io.karge.conformance.AlteredBlock;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.AuthorizationCache;
import io.karge.station.IdTokens;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who may charge: C01, C09 to C13, C15. */
final class AuthorizationMutants {
    private static final String[] REFUSED = {"C_02", "C_06", "C_07", "C_56"};
    private static final String[] CACHED_AS_NOT_ACCEPTED = {"C_09", "C_10", "C_11"};
    private static final String[] CACHED = {"C_08", "C_13", "C_32", "C_33"};

    private static final Consumer<ObjectNode> ACCEPTED = info(info -> info.put("status", "Accepted"));
    private static final Consumer<ObjectNode> GROUPLESS = info(info -> info.remove("groupIdToken"));

    /** The configured cards of the kit. */
    private static final List<IdTokenType> CARDS = Stream.of("04A2B3C4D5", "BADC0D01", "BADC0D03", "BADC0D04")
            .map(text -> IdTokenType.of(text, IdTokenEnumType.ISO14443))
            .toList();

    static final List<Mutant> ALL = List.of(
            // --- what the CSMS says
            Mutant.of("a card that the CSMS refuses charges", () -> heard(Action.Authorize, ACCEPTED))
                    .at("TransactionEvents: expected none of them", REFUSED)
                    .at("TransactionEvents: expected none of them", CACHED_AS_NOT_ACCEPTED)
                    .at("TransactionEvents: expected none of them", "C_36", "C_42", "C_44"),
            Mutant.of("no card is asked for", () -> Breakage.dropping(Action.Authorize))
                    .at("AuthorizeRequest", REFUSED)
                    .at("AuthorizeRequest", "C_04", "C_39", "C_42", "C_46", "C_37", "C_12"),
            Mutant.of(
                            "another card is asked for than was presented",
                            () -> Breakage.altering(Action.Authorize, request -> ((ObjectNode) request.path("idToken"))
                                    .put("idToken", "0000")))
                    .at("AuthorizeRequest.idToken", REFUSED)
                    .at("AuthorizeRequest.idToken", CACHED_AS_NOT_ACCEPTED),
            Mutant.of(
                            "a transaction begins with a card that was refused",
                            () -> Wires.followed(
                                    Action.Authorize,
                                    any -> true,
                                    Action.TransactionEvent,
                                    AuthorizationMutants::started))
                    .at("TransactionEvents: expected none of them", REFUSED),
            // --- groups
            Mutant.of(
                            "everybody is of one group",
                            () -> heard(Action.Authorize, info(info -> info.putObject("groupIdToken")
                                    .put("idToken", "ALL")
                                    .put("type", "Central"))))
                    .at("TransactionEvents with an idToken", "C_04"),
            Mutant.of("nobody is of a group", () -> heard(Action.Authorize, GROUPLESS)
                            .and(heard(Action.TransactionEvent, GROUPLESS)))
                    .at("step 8", "C_39")
                    .at("step 4", "C_41"),
            Mutant.of(
                            "the card that stops is not told",
                            () -> Events.altered(Events.trigger("StopAuthorized"), event -> event.remove("idToken")))
                    .at("step 8: idToken", "C_39")
                    .at("IdTokenCached, step 5: idToken", "C_41")
                    .at("IdTokenCached, step 5: idToken", CACHED),
            Mutant.of("a stop by card is one by the vehicle", () -> Events.triggered("EVDeparted", "StopAuthorized"))
                    .at("idToken, which was told before", "C_39", "C_41", "C_26"),
            // --- the cache
            // effect: AuthCtrlr.LocalPreAuthorize, AuthCacheCtrlr.LifeTime, AuthCacheCtrlr.Enabled
            // effect: AuthCtrlr.LocalAuthorizeOffline, AuthCtrlr.OfflineTxForUnknownIdEnabled
            // effect: TxCtrlr.StopTxOnInvalidId
            Mutant.of("LocalPreAuthorize is taken for false", () -> ignoring("AuthCtrlr", "LocalPreAuthorize", "false"))
                    .at("the messages before TransactionEvent", CACHED)
                    .at("the messages before TransactionEvent", "C_41", "C_44")
                    .at("not taken yet: Authorize", "C_34"),
            Mutant.of("LocalPreAuthorize is taken for true", () -> ignoring("AuthCtrlr", "LocalPreAuthorize", "true"))
                    .at("AuthorizeRequest", "C_36"),
            Mutant.of("the cache lives too long", () -> ignoring("AuthCacheCtrlr", "LifeTime", "1000"))
                    .at("Authorized A, step 1", "C_46"),
            Mutant.of("the cache lives too short", () -> ignoring("AuthCacheCtrlr", "LifeTime", "10"))
                    .at("the messages before TransactionEvent", "AUTHORIZATION_CACHE"),
            Mutant.of("clearing the cache clears nothing", AuthorizationMutants::remembering)
                    .at("Authorized A, step 1", "AUTHORIZATION_CACHE"),
            Mutant.of(
                            "a local list is taken",
                            () -> Breakage.onWire(new Breakage.Answers(Action.SendLocalList) {
                                @Override
                                protected List<Frame> answer(Frame answer) {
                                    return List.of(new Frame.CallResult(
                                            answer.messageId(), Wires.object().put("status", "Accepted")));
                                }
                            }))
                    .at("SendLocalList", "UNSUPPORTED_AUTHORIZATION"),
            Mutant.of("the cache forgets with a power cycle", AuthorizationMutants::forgetful)
                    .at("the messages before TransactionEvent", "C_32"),
            Mutant.of("whatever is cached is accepted", AuthorizationMutants::accepting)
                    .at("Authorized A, step 1", CACHED_AS_NOT_ACCEPTED)
                    .at("step 4", "C_44")
                    .at("step 6", "C_34"),
            Mutant.of(
                            "an invalid card stays invalid",
                            () -> heard(Action.Authorize, info(info -> info.put("status", "Invalid"))))
                    .in("C_12"),
            Mutant.of("clearing the cache is rejected", () -> answering(Action.ClearCache, "Rejected"))
                    .at("step 2: ClearCacheResponse.status", "C_37"),
            Mutant.of("clearing the cache is accepted", () -> answering(Action.ClearCache, "Accepted"))
                    .at("step 2: ClearCacheResponse.status", "C_38"),
            Mutant.of("the cache cannot be switched off", () -> ignoring("AuthCacheCtrlr", "Enabled", "true"))
                    .at("step 2: ClearCacheResponse.status", "C_38"),
            // --- without the CSMS
            Mutant.of(
                            "known cards do not charge offline",
                            () -> ignoring("AuthCtrlr", "LocalAuthorizeOffline", "false"))
                    .at("step 3", "C_16"),
            Mutant.of(
                            "unknown cards do not charge offline",
                            () -> ignoring("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "false"))
                    .at("step 3", "C_26"),
            Mutant.of("StopTxOnInvalidId is taken for false", () -> ignoring("TxCtrlr", "StopTxOnInvalidId", "false"))
                    .at("step 3", "C_16", "C_34"),
            Mutant.of("StopTxOnInvalidId is taken for true", () -> ignoring("TxCtrlr", "StopTxOnInvalidId", "true"))
                    .at("step 3", "C_17", "C_26"),
            Mutant.of("an invalid card goes on charging", () -> heard(Action.TransactionEvent, ACCEPTED))
                    .at("step 3", "C_16", "C_17", "C_26", "C_34"),
            Mutant.of("nothing is said to be offline", () -> Events.without("offline"))
                    .at("offline of the event", "C_16", "C_17", "C_26"),
            Mutant.of(
                            "the event that suspends is offline, too",
                            () -> Events.altered(Events.state("SuspendedEVSE"), event -> event.put("offline", true)))
                    .at("step 5: offline", "C_17", "C_26"),
            Mutant.of("no event of the time offline carries the card", () -> Events.without("idToken"))
                    .at("idToken", "C_16", "C_17", "C_26"),
            Mutant.of(
                            "another reason for the suspension",
                            () -> Events.altered(
                                    Events.state("SuspendedEVSE"),
                                    event -> event.put("triggerReason", "ChargingRateChanged")))
                    .at("step 5: triggerReason", "C_17", "C_26"),
            Mutant.of(
                            "a deauthorized transaction gives no reason",
                            () -> Events.altered(Events.trigger("Deauthorized"), event -> Events.info(event)
                                    .remove("stoppedReason")))
                    .at("stoppedReason", "C_16", "C_34"),
            Mutant.of(
                            "a deauthorized transaction goes on",
                            () -> Events.altered(
                                    Events.trigger("Deauthorized"), event -> event.put("eventType", "Updated")))
                    .at("eventType", "C_16", "C_34"),
            Mutant.of(
                            "a deauthorized transaction does not tell its state",
                            () -> Events.altered(Events.trigger("Deauthorized"), event -> Events.info(event)
                                    .remove("chargingState")))
                    .at("Deauthorized, step 3: transactionInfo.chargingState", "C_34"),
            Mutant.of(
                            "nobody learns that the vehicle came",
                            () -> Breakage.dropping(Action.StatusNotification, status -> status.path("connectorStatus")
                                    .asText()
                                    .equals("Occupied")))
                    .at("step 1", "C_26"));

    private AuthorizationMutants() {}

    /** What the CSMS answers to requests of this action, the station takes for something else. */
    private static Breakage heard(Action action, Consumer<ObjectNode> payload) {
        return Breakage.onWire(new Frames() {
            private final Set<String> asked = new HashSet<>();

            @Override
            protected List<Frame> station(Frame frame) {
                if (request(frame, action).isPresent()) {
                    asked.add(frame.messageId());
                }
                return List.of(frame);
            }

            @Override
            protected Frame csms(Frame frame) {
                if (frame instanceof Frame.CallResult result && asked.remove(frame.messageId())) {
                    payload.accept((ObjectNode) result.payload());
                }
                return frame;
            }
        });
    }

    private static Consumer<ObjectNode> info(Consumer<ObjectNode> change) {
        return payload -> {
            if (payload.get("idTokenInfo") instanceof ObjectNode info) {
                change.accept(info);
            }
        };
    }

    private static ObjectNode started(ObjectNode authorize) {
        ObjectNode event = Wires.object()
                .put("eventType", "Started")
                .put("timestamp", "2026-01-01T00:00:00Z")
                .put("triggerReason", "Authorized")
                .put("seqNo", 0);
        event.putObject("transactionInfo").put("transactionId", "mutant");
        event.set("idToken", authorize.path("idToken"));
        return event;
    }

    /** An authorization block that does this as well. */
    private static Breakage altered(
            Consumer<StationContext> beforeStart, BiConsumer<StationContext, StationEvent> afterEvent) {
        return Breakage.with(new AlteredBlock(new AuthorizationBlockFactory(), beforeStart, afterEvent));
    }

    /** What is stored, whatever it is. */
    public record Anything() {}

    private static Breakage forgetful() {
        return altered(
                context -> List.copyOf(
                                context.state().all("cache/", Anything.class).keySet())
                        .forEach(context.state()::remove),
                (context, event) -> {});
    }

    /** As soon as one of the kit's cards is cached as something else it is cached as accepted. */
    private static Breakage accepting() {
        return altered(context -> {}, (context, event) -> context.port(AuthorizationCache.class)
                .ifPresent(cache -> CARDS.stream()
                        .filter(card -> cache.entries().stream()
                                .anyMatch(entry -> entry.token().startsWith(IdTokens.masked(card) + " ")
                                        && entry.status() != AuthorizationStatusEnumType.Accepted))
                        .forEach(card -> cache.put(card, IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)))));
    }

    private static Breakage remembering() {
        boolean[] known = new boolean[1];
        return altered(context -> {}, (context, event) -> context.port(AuthorizationCache.class)
                .ifPresent(cache -> {
                    if (known[0] && cache.entries().isEmpty()) {
                        cache.put(CARDS.get(0), IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted));
                    }
                    known[0] = known[0] || !cache.entries().isEmpty();
                }));
    }
}
