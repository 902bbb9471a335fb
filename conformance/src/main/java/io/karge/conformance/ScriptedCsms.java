package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsBehaviour;
import io.karge.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A friendly CSMS whose answers a case can replace, once or for good. Thread-safe. */
final class ScriptedCsms implements CsmsBehaviour {
    private static final int HEARTBEAT_SECONDS = 3600;

    private final CsmsBehaviour friendly;
    private final Map<Class<?>, Function<OcppRequest, OcppResponse>> always = new HashMap<>();
    private final Map<Class<?>, Deque<Function<OcppRequest, OcppResponse>>> once = new HashMap<>();

    ScriptedCsms(TimeSource time) {
        friendly = new AcceptingBehaviour(time, HEARTBEAT_SECONDS, Set.of());
    }

    synchronized <Q extends OcppRequest> void answer(
            Class<Q> type, Predicate<? super Q> fits, Function<? super Q, ? extends OcppResponse> answer) {
        always.put(
                type,
                request -> fits.test(type.cast(request))
                        ? answer.apply(type.cast(request))
                        : friendly.answer("", request));
    }

    synchronized <Q extends OcppRequest> void answerNext(Class<Q> type, Function<Q, ? extends OcppResponse> answer) {
        once.computeIfAbsent(type, first -> new ArrayDeque<>()).add(request -> answer.apply(type.cast(request)));
    }

    /** Answers requests of this type as a friendly CSMS again. */
    synchronized void answerFriendly(Class<? extends OcppRequest> type) {
        always.remove(type);
        once.remove(type);
    }

    @Override
    public OcppResponse answer(String stationId, OcppRequest request) {
        Function<OcppRequest, OcppResponse> own = own(request.getClass());
        return own == null ? friendly.answer(stationId, request) : own.apply(request);
    }

    private synchronized @Nullable Function<OcppRequest, OcppResponse> own(Class<?> type) {
        Deque<Function<OcppRequest, OcppResponse>> next = once.get(type);
        return next != null && !next.isEmpty() ? next.remove() : always.get(type);
    }
}
