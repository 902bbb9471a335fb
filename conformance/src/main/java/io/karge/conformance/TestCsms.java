package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The CSMS of a case. It answers what the station sends as a friendly CSMS would unless the case says otherwise, keeps
 * what came until the case asks for it, and calls the station. Requests and answers are checked against their
 * definitions; a violation fails the case.
 */
public interface TestCsms {

    /**
     * A request that came, and what it was answered with.
     *
     * @param at when it came, by the CSMS's clock
     */
    record Received<Q extends OcppRequest>(Q request, OcppResponse answer, Instant at) {}

    /** From now on requests of this type are answered so. */
    <Q extends OcppRequest> void answer(Class<Q> type, Function<Q, ? extends OcppResponse> answer);

    /**
     * Takes the oldest request of this type that fits and was not taken yet, waiting for it as long as a case may.
     *
     * @param what names step and expectation for the failure
     */
    <Q extends OcppRequest> Received<Q> await(String what, Class<Q> type, Predicate<Q> fits);

    /** As {@link #await} but empty when none has come and none comes within the shortest time that proves it. */
    <Q extends OcppRequest> List<Received<Q>> optional(Class<Q> type, Predicate<Q> fits);

    /** Calls the station and gives its answer; a CALLERROR fails the case. */
    <R extends OcppResponse> R call(OcppRequest request, Class<R> response);

    /** The CSMS's clock. */
    Instant now();
}
