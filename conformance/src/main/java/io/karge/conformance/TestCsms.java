package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.testsystem.CsmsBehaviour.RefusedException;
import io.karge.testsystem.CsmsBehaviour.UnansweredException;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The CSMS of one case. It answers what the station sends as a friendly CSMS would unless the case says otherwise, keeps
 * what came until the case takes it, and calls the station. Requests and answers are checked against their definitions;
 * a violation fails the case. Used by the case's thread; what comes may come on any other.
 */
public final class TestCsms {
    private final BenchClock clock;
    private final TimeSource time;
    private final ScriptedCsms script;
    private final HeldAnswers held;
    private final Inbox inbox = new Inbox();
    private final Transcript transcript = new Transcript();
    private final TransactionLog transactions = new TransactionLog();
    private final Presence presence;
    private final List<Received<?>> received = new ArrayList<>();
    private final CsmsEndpoint endpoint;
    private final Calls calls;

    /**
     * A request that came.
     *
     * @param at when it came, by the CSMS's clock
     * @param order greater than that of all that came before
     */
    public record Received<Q extends OcppRequest>(Q request, Instant at, long order) {
        <T extends OcppRequest> Received<T> as(Class<T> type) {
            return new Received<>(type.cast(request), at, order);
        }
    }

    /**
     * Makes the CSMS of a case.
     *
     * @param endpoint makes the place where the station connects, which reports to {@link #answer(OcppRequest)}, {@link
     *     #exchanged} and {@link #attempted}
     */
    public TestCsms(BenchClock clock, TimeSource time, Function<TestCsms, CsmsEndpoint> endpoint) {
        this.clock = clock;
        this.time = time;
        this.script = new ScriptedCsms(time);
        this.presence = new Presence(time.wallClock());
        this.endpoint = endpoint.apply(this);
        this.calls = new Calls(clock, this.endpoint, this::awaitConnection);
        this.held = new HeldAnswers(this.endpoint::send);
    }

    // --- what the endpoint reports, on any thread

    /**
     * A valid request came; gives its answer.
     *
     * @throws RefusedException when the case wants a CALLERROR
     * @throws UnansweredException when the case wants no answer, or not yet
     */
    public OcppResponse answer(OcppRequest request) {
        OcppResponse answer;
        try {
            answer = script.answer("", request);
        } catch (RefusedException | UnansweredException e) {
            keep(request, null);
            throw e;
        }
        keep(request, answer);
        held.pass(request, answer);
        return answer;
    }

    private void keep(OcppRequest request, @Nullable OcppResponse answer) {
        synchronized (received) {
            Received<?> now = new Received<>(request, time.wallClock(), received.size());
            received.add(now);
            inbox.add(now);
            presence.received(answer, now.at());
        }
        if (request instanceof TransactionEventRequest event) {
            transactions.add(event);
        }
        clock.changed();
    }

    /** A text came or went. */
    public void exchanged(boolean fromStation, String text) {
        presence.exchanged(time.wallClock());
        if (fromStation) {
            held.came(text);
        }
        transcript.add(new Transcript.Line(
                time.wallClock(), fromStation ? Transcript.Side.STATION : Transcript.Side.CSMS, text));
        clock.changed();
    }

    /** A person does something at the station. */
    public void acted(String action) {
        transcript.add(new Transcript.Line(time.wallClock(), Transcript.Side.PERSON, action));
    }

    /** The station tried to connect, admitted or not. */
    public void attempted() {
        presence.attempted(time.wallClock());
        clock.changed();
    }

    /** From now on requests of this type are answered so. */
    public <Q extends OcppRequest> void answer(Class<Q> type, Function<Q, ? extends OcppResponse> answer) {
        script.answer(type, any -> true, answer);
    }

    /** As {@link #answer(Class, Function)} for those that fit; the others are answered as at the beginning. */
    public <Q extends OcppRequest> void answer(
            Class<Q> type, Predicate<? super Q> fits, Function<? super Q, ? extends OcppResponse> answer) {
        script.answer(type, fits, answer);
    }

    /** From now on requests of this type that fit are not answered. */
    public <Q extends OcppRequest> void ignore(Class<Q> type, Predicate<? super Q> fits) {
        script.answer(type, fits, request -> {
            throw new UnansweredException();
        });
    }

    /** From now on requests of this type that fit are answered with a CALLERROR. */
    public <Q extends OcppRequest> void refuse(Class<Q> type, Predicate<? super Q> fits, RpcErrorCode code) {
        script.answer(type, fits, request -> {
            throw new RefusedException(code, Transcript.WANTED);
        });
    }

    /** From now on the answers to requests of this type wait for {@link #release}. */
    public void hold(Class<? extends OcppRequest> type) {
        held.hold(type);
    }

    /** Sends the answers that wait, and from now on every answer at once. */
    public void release() {
        held.release();
    }

    /** The next request of this type, after those that were planned before, is answered so. */
    public <Q extends OcppRequest> void answerNext(Class<Q> type, Function<Q, ? extends OcppResponse> answer) {
        script.answerNext(type, answer);
    }

    /** Requests of this type are answered as at the beginning again. */
    public void answerFriendly(Class<? extends OcppRequest> type) {
        script.answerFriendly(type);
    }

    // --- what came

    /**
     * Takes the oldest request of this type that fits and was not taken yet, waiting for it as long as a case may.
     *
     * @param what names step and expectation for the failure
     */
    public <Q extends OcppRequest> Received<Q> await(String what, Class<Q> type, Predicate<? super Q> fits) {
        return await(what, Duration.ZERO, type, fits);
    }

    /** As {@link #await(String, Class, Predicate)} for what is due only after a while; patience begins then. */
    public <Q extends OcppRequest> Received<Q> await(
            String what, Duration due, Class<Q> type, Predicate<? super Q> fits) {
        return within(due.plus(clock.patience()), type, fits)
                .map(taken -> inOrder(what, taken))
                .orElseThrow(() -> new AssertionError(
                        what + ": expected " + (type == OcppRequest.class ? "it" : type.getSimpleName())
                                + ", it did not come within "
                                + due.plus(clock.patience()).toSeconds() + " s; " + inbox
                                + (transcript.refused().isEmpty() ? "" : "; refused: " + transcript.refused())));
    }

    /** The oldest request of this type that was not taken yet, whatever it says. */
    public <Q extends OcppRequest> Q next(String what, Class<Q> type) {
        return await(what, type, any -> true).request();
    }

    /** As {@link #await} for an optional step: empty when none has come and none comes within a silence. */
    public <Q extends OcppRequest> Optional<Received<Q>> optional(Class<Q> type, Predicate<? super Q> fits) {
        return within(clock.silence(), type, fits).map(taken -> inOrder("an optional step", taken));
    }

    /** Takes all that have come and fit, oldest first, without waiting. */
    public <Q extends OcppRequest> List<Received<Q>> came(Class<Q> type, Predicate<? super Q> fits) {
        return cameBefore(Long.MAX_VALUE, type, fits);
    }

    /** As {@link #came}, of those that came before the message of this order. */
    public <Q extends OcppRequest> List<Received<Q>> cameBefore(long order, Class<Q> type, Predicate<? super Q> fits) {
        return inbox.takeAll(order, type, fits);
    }

    /** Asserts that none has come and none comes within a silence. */
    public <Q extends OcppRequest> void none(String what, Class<Q> type, Predicate<? super Q> fits) {
        none(what, Duration.ZERO, type, fits);
    }

    /** As {@link #none(String, Class, Predicate)} for what would be due only after a while. */
    public <Q extends OcppRequest> void none(String what, Duration due, Class<Q> type, Predicate<? super Q> fits) {
        within(due.plus(clock.silence()), type, fits)
                .ifPresent(taken ->
                        Checks.fail(what, "none of them", taken.received().request()));
    }

    /** What the station has said of its transactions, taken or not. */
    public TransactionLog transactions() {
        return transactions;
    }

    /** All that came, taken or not. */
    List<Received<?>> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** When the station could not tell what happened. */
    Presence presence() {
        return presence;
    }

    public Transcript transcript() {
        return transcript;
    }

    private <Q extends OcppRequest> Optional<Inbox.Taken<Q>> within(
            Duration max, Class<Q> type, Predicate<? super Q> fits) {
        List<Inbox.Taken<Q>> taken = new ArrayList<>();
        clock.waitUntil(
                () -> {
                    if (taken.isEmpty()) {
                        inbox.take(type, fits).ifPresent(taken::add);
                    }
                    return !taken.isEmpty();
                },
                max);
        return taken.stream().findFirst();
    }

    /** The steps of a case are a sequence: what comes before the message of an earlier step fails. */
    private static <Q extends OcppRequest> Received<Q> inOrder(String what, Inbox.Taken<Q> taken) {
        taken.overtaken().stream()
                .map(Received::request)
                .filter(earlier -> !Order.isFree(earlier, taken.received().request()))
                .findFirst()
                .ifPresent(earlier -> Checks.fail(
                        what + ": the messages before "
                                + taken.received().request().action().wire(),
                        "those of the steps before alone",
                        earlier));
        return taken.received();
    }

    /** From now on this looks at the calls. */
    void watchCalls(CallWatch by) {
        calls.watch(by);
    }

    /** Calls the station, once it is connected, and gives its answer; a CALLERROR fails the case. */
    public <R extends OcppResponse> R call(OcppRequest request, Class<R> response) {
        return calls.call(request, response);
    }

    /** Calls the station and gives the code of the CALLERROR that it answers with; a CALLRESULT fails the case. */
    public RpcErrorCode callRefused(OcppRequest request) {
        return calls.refused(request);
    }

    /** As {@link #callRefused(OcppRequest)} with anything as action and payload. */
    public RpcErrorCode callRefused(String action, JsonNode payload) {
        return calls.refused(action, payload);
    }

    /** Sends a text as it is. */
    public void sendText(String text) {
        endpoint.send(text);
    }

    /**
     * Waits for a text of the station, for what {@link #sendText} brings about.
     *
     * @param from the texts before this many are passed over
     */
    public String awaitText(String what, int from, Predicate<String> fits) {
        clock.waitUntil(() -> transcript.ofStation(from, fits).isPresent(), clock.patience());
        return transcript
                .ofStation(from, fits)
                .orElseThrow(() -> new AssertionError(what + ": expected a text, seen nothing"));
    }

    /** Waits until the CSMS has sent a text: an answer leaves after the request has come. */
    public void awaitSent(String what, Predicate<String> fits) {
        if (!clock.waitUntil(
                () -> transcript.lines().stream()
                        .anyMatch(line -> line.side() == Transcript.Side.CSMS && fits.test(line.text())),
                clock.patience())) {
            Checks.fail(what, "a text of the CSMS", null);
        }
    }

    // --- the connection and time

    public boolean isConnected() {
        return endpoint.station().isPresent();
    }

    /** Waits until the station is connected. */
    public void awaitConnection(String what) {
        if (!clock.waitUntil(this::isConnected, clock.patience())) {
            Checks.fail(what, "a connection", "none; " + attempts());
        }
    }

    /**
     * Waits for something beside messages.
     *
     * @param due what it may take; patience begins then
     */
    public void awaitThat(String what, Duration due, BooleanSupplier holds) {
        if (!clock.waitUntil(holds, due.plus(clock.patience()))) {
            Checks.fail(what, "it", attempts());
        }
    }

    /** Closes the connection and takes no other until {@link #acceptConnections}. */
    public void refuseConnections() {
        endpoint.admit(false);
        endpoint.close();
        clock.waitUntil(() -> !isConnected(), clock.patience());
    }

    public void acceptConnections() {
        endpoint.admit(true);
    }

    /** Closes the connection; the station may come again at once. */
    public void closeConnection() {
        endpoint.close();
    }

    /** When the station tried to connect during this case, refused attempts too. */
    public List<Instant> attempts() {
        return presence.attempts();
    }

    /**
     * Waits for another attempt of the station to connect, admitted or not, and gives when it was.
     *
     * @param before how many attempts do not count, because they were before it
     * @param due what the station may wait before; patience begins then
     */
    public Instant awaitAttempt(String what, int before, Duration due) {
        awaitThat(what + ": an attempt to connect", due, () -> attempts().size() > before);
        return attempts().get(before);
    }

    /** Lets time pass. */
    public void pause(Duration howLong) {
        clock.waitUntil(() -> false, howLong);
    }

    /** How long a case waits for what has to come. */
    public Duration patience() {
        return clock.patience();
    }

    /** How long nothing may come for a case to believe that nothing comes. */
    Duration silence() {
        return clock.silence();
    }

    /** How far apart station and CSMS may see one moment. */
    public Duration accuracy() {
        return clock.accuracy();
    }

    /** The CSMS's clock. */
    public Instant now() {
        return clock.now();
    }
}
