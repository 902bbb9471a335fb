package io.karge.block.advancedsecurity;

import io.karge.block.advancedsecurity.Pending.Origin;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.security.Secrets;
import io.karge.security.StationKeys;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.PortCallback;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the station's certificate (A02.FR.02, A02.FR.03): makes the key pair beside the loop, sends the request to the
 * CSMS, and repeats it while the CSMS has accepted it and sends no certificate (A02.FR.17 to A02.FR.19). What was refused is
 * not repeated before the CSMS or an administrator asks (A02.FR.20). Stored, so that it goes on over restarts. On the loop
 * only.
 */
final class SigningRequests {
    /** The alarm of the next repetition. */
    static final String REPEAT = "repeat";

    /** CertSigningWaitMinimum; no product has the variable (AS-3). */
    static final Duration WAIT_MINIMUM = Duration.ofMinutes(5);

    /** CertSigningRepeatTimes; no product has the variable (AS-3). */
    static final int REPEAT_TIMES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SigningRequests.class);
    private static final String PENDING = "pending";
    private static final String WANTED = "wanted";
    private static final String PROBLEM = "no-certificate";

    /** A request that is being made, so that it is made again after a crash. */
    record Wanted(Origin origin, StationKeys.Kind kind) {}

    /** What was made beside the loop. */
    private record Made(String sealedKey, String publicKey, String csr) {}

    private final StationContext context;
    private final Secrets secrets;
    private boolean making;
    private boolean open;

    SigningRequests(StationContext context, Secrets secrets) {
        this.context = context;
        this.secrets = secrets;
    }

    /** Goes on where an earlier epoch has stopped; in a step. */
    void start() {
        reseal();
        context.state().get(WANTED, Wanted.class).ifPresentOrElse(wanted -> make(wanted, null), this::tellStopped);
        send();
    }

    /** The master key may have been replaced. */
    private void reseal() {
        String purpose = OwnCertificates.purpose(context.stationId());
        pending().ifPresent(pending -> secrets.resealed(purpose, pending.sealedKey())
                .ifPresent(anew -> store(pending.sealedAs(anew))));
    }

    private void tellStopped() {
        pending().filter(Pending::isStopped).ifPresent(pending -> raise(pending.stopped()));
    }

    Optional<Pending> pending() {
        return context.state().get(PENDING, Pending.class);
    }

    /** Whether a request is being made, or waits for its certificate and has not been given up. */
    boolean isUnderWay() {
        return making || pending().filter(pending -> !pending.isStopped()).isPresent();
    }

    boolean isMaking() {
        return making;
    }

    /**
     * Makes a key pair and asks for its certificate; what waited before waits no longer. In a step.
     *
     * @param then is given the request; null when nobody wants it
     */
    void begin(Origin origin, StationKeys.Kind kind, @Nullable PortCallback<String> then) {
        Wanted wanted = new Wanted(origin, kind);
        context.state().put(WANTED, wanted);
        make(wanted, then);
    }

    private void make(Wanted wanted, @Nullable PortCallback<String> then) {
        Optional<StationName> name = StationName.of(context.deviceModel());
        if (name.isEmpty()) {
            failed(StationName.missing(context.deviceModel()), then);
            return;
        }
        making = true;
        String purpose = OwnCertificates.purpose(context.stationId());
        context.async(() -> made(wanted.kind(), name.get(), purpose), reply -> {
            making = false;
            if (reply instanceof Reply.Answered<Made> answered) {
                made(wanted, name.get(), answered.result(), then);
            } else {
                failed(((Reply.Failed<Made>) reply).why(), then);
            }
        });
    }

    private Made made(StationKeys.Kind kind, StationName name, String purpose) {
        KeyPair keys = StationKeys.make(kind);
        return new Made(
                StationKeys.seal(secrets, purpose, keys.getPrivate()),
                Pending.text(keys.getPublic()),
                StationKeys.request(keys, name.serialNumber(), name.organization()));
    }

    private void made(Wanted wanted, StationName name, Made made, @Nullable PortCallback<String> then) {
        context.state().remove(WANTED);
        context.cancelAlarm(REPEAT);
        context.problems().clear(PROBLEM);
        boolean toSend = wanted.origin() != Origin.ADMINISTRATOR;
        store(new Pending(made.sealedKey(), made.publicKey(), made.csr(), name, wanted.origin(), toSend, 0, ""));
        LOG.info("station={} has made a key and a request for its certificate", context.stationId());
        if (then != null) {
            then.answer(made.csr());
        }
        send();
    }

    private void failed(String why, @Nullable PortCallback<String> then) {
        context.state().remove(WANTED);
        raise("no request could be made: " + why);
        if (then != null) {
            then.reply(new Reply.Failed<>(why));
        }
    }

    /** Sends what is to be sent, unless it is on its way; in a step. */
    void send() {
        Optional<Pending> pending = pending().filter(Pending::toSend);
        if (pending.isEmpty() || open) {
            return;
        }
        open = true;
        Pending sent = pending.get();
        context.call(
                SignCertificateRequest.of(sent.csr()).withCertificateType(use(sent.origin())),
                SignCertificateResponse.class,
                sent.origin() == Origin.RENEWAL ? CallPermission.ACCEPTED : CallPermission.REQUESTED,
                reply -> {
                    open = false;
                    replied(sent.csr(), reply);
                });
    }

    /** A02.FR.13; without one it is for vehicles too. */
    private static @Nullable CertificateSigningUseEnumType use(Origin origin) {
        return origin == Origin.COMBINED ? null : CertificateSigningUseEnumType.ChargingStationCertificate;
    }

    private void replied(String csr, CallReply<SignCertificateResponse> reply) {
        Optional<Pending> pending = pending().filter(now -> now.csr().equals(csr));
        if (pending.isEmpty()) {
            send(); // another was made meanwhile, or the certificate has come
        } else if (reply instanceof CallReply.Answered<SignCertificateResponse> answered
                && answered.response().status() == GenericStatusEnumType.Rejected) {
            StatusInfoType info = answered.response().statusInfo();
            stop("the CSMS has rejected the request" + (info == null ? "" : ": " + info.text()));
        } else if (reply instanceof CallReply.Refused) {
            stop(reply.text());
        } else if (reply.arrived() || reply instanceof CallReply.TimedOut) {
            waitForCertificate(pending.get().sent());
        } // otherwise it is sent when the station is online again
    }

    private void waitForCertificate(Pending sent) {
        store(sent);
        Duration wait = WAIT_MINIMUM.multipliedBy(1L << (sent.sends() - 1)); // A02.FR.18
        context.alarm(REPEAT, context.clock().now().plus(wait));
    }

    /** The time to wait for a certificate is over. */
    void repeat() {
        pending().filter(pending -> !pending.isStopped()).ifPresent(pending -> {
            if (pending.sends() > REPEAT_TIMES) {
                stop("the CSMS was asked " + pending.times() + ", and has sent no certificate"); // A02.FR.19
            } else {
                store(pending.due());
                send();
            }
        });
    }

    /** Nothing more is done until somebody asks; a certificate that still comes is taken. */
    void stop(String why) {
        context.cancelAlarm(REPEAT);
        pending().ifPresent(pending -> store(pending.stop(why)));
        raise(why);
    }

    private void raise(String why) {
        LOG.warn("station={} has no new certificate: {}", context.stationId(), why);
        context.problems()
                .raise(
                        PROBLEM,
                        "The station has no new certificate",
                        why,
                        "Put right what is wrong at the CSMS or its authority, and have the CSMS send TriggerMessage"
                                + " SignChargingStationCertificate");
    }

    /** The certificate is there; in a step. */
    void done() {
        context.cancelAlarm(REPEAT);
        context.state().remove(PENDING);
        context.problems().clear(PROBLEM);
    }

    private void store(Pending pending) {
        context.state().put(PENDING, pending);
    }
}
