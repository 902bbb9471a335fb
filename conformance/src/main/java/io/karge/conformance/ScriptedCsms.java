package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsBehaviour;
import io.karge.time.TimeSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A friendly CSMS whose answers a case can replace. Thread-safe. */
final class ScriptedCsms implements CsmsBehaviour {
    private static final int HEARTBEAT_SECONDS = 3600;

    private final CsmsBehaviour friendly;
    private final Map<Class<?>, Function<OcppRequest, OcppResponse>> answers = new ConcurrentHashMap<>();

    ScriptedCsms(TimeSource time) {
        friendly = new AcceptingBehaviour(time, HEARTBEAT_SECONDS, Set.of());
    }

    <Q extends OcppRequest> void answer(Class<Q> type, Function<Q, ? extends OcppResponse> answer) {
        answers.put(type, request -> answer.apply(type.cast(request)));
    }

    @Override
    public OcppResponse answer(String stationId, OcppRequest request) {
        Function<OcppRequest, OcppResponse> own = answers.get(request.getClass());
        return own == null ? friendly.answer(stationId, request) : own.apply(request);
    }
}
