package io.karge.block.advancedsecurity;

import io.karge.block.advancedsecurity.Pending.Origin;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.security.Secrets;
import io.karge.security.StationKeys;
import io.karge.station.CertificateIssuance;
import io.karge.station.FunctionalBlock;
import io.karge.station.PortCallback;
import io.karge.station.Reply;
import io.karge.station.Responder;
import io.karge.station.StationCertificates;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate of one station: how it gets one, shows it, and has it renewed (A02, A03). */
final class AdvancedSecurityBlock implements FunctionalBlock, CertificateIssuance {
    private final StationContext context;
    private final OwnCertificates own;
    private final SigningRequests requests;
    private final SignedCertificates signed;
    private final Renewal renewal;

    AdvancedSecurityBlock(StationContext context, Secrets secrets) {
        this.context = context;
        this.own = new OwnCertificates(context, secrets, this::discarded);
        this.requests = new SigningRequests(context, secrets);
        this.signed = new SignedCertificates(context, requests, own, this::changed);
        this.renewal = new Renewal(context, own, requests);
    }

    @Override
    public void start() {
        own.reseal();
        context.offer(StationCertificates.class, own);
        context.offer(CertificateIssuance.class, this);
        requests.start();
        renewal.plan();
    }

    @Override
    public void close() {}

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.Online) {
            requests.send();
            renewal.look();
        }
    }

    @Override
    public void alarm(String key) {
        switch (key) {
            case SigningRequests.REPEAT -> requests.repeat();
            case Renewal.ALARM -> renewal.look();
            default -> {}
        }
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (!(request instanceof CertificateSignedRequest certificate)) {
            throw new IllegalArgumentException("advanced security does not answer " + request.action());
        }
        signed.answer(certificate, responder);
    }

    /** F06: SignV2GCertificate is not there, the products have no ISO 15118. */
    @Override
    public Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return switch (message) {
            case SignChargingStationCertificate -> Optional.of(decide(Origin.TRIGGERED));
            case SignCombinedCertificate ->
                context.product().at("/answers/AQ-11").asBoolean(false)
                        ? Optional.of(decide(Origin.COMBINED))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private TriggerDecision decide(Origin origin) {
        if (StationName.of(context.deviceModel()).isEmpty()) {
            return new TriggerDecision.Rejected("MissingDevModelInfo", StationName.missing(context.deviceModel()));
        } else if (requests.isMaking()) {
            return new TriggerDecision.Rejected("InvalidMessageSeq", "the request that was asked for is being made");
        }
        return new TriggerDecision.Accepted(() -> requests.begin(origin, kind(), null));
    }

    /** That of the certificate there is. */
    private StationKeys.Kind kind() {
        return own.certificates().stream()
                .findFirst()
                .map(newest -> StationKeys.kind(newest.getPublicKey()))
                .orElse(StationKeys.Kind.EC_P256);
    }

    private void changed() {
        renewal.plan();
        if (renewal.isInUse()) {
            context.lifeCycle().reconnect("the station has another certificate"); // A02.FR.08
        }
    }

    private void discarded() {
        renewal.pause();
    }

    // --- for administrators ---

    @Override
    public List<X509Certificate> own() {
        return own.certificates();
    }

    @Override
    public Optional<Waiting> waiting() {
        return requests.pending().map(pending -> new Waiting(pending.csr(), state(pending)));
    }

    private static String state(Pending pending) {
        if (pending.isStopped()) {
            return pending.stopped();
        } else if (pending.origin() == Origin.ADMINISTRATOR) {
            return "waits for an administrator to bring the certificate";
        }
        return pending.sends() == 0
                ? "is to be sent to the CSMS"
                : "was sent to the CSMS " + pending.times() + ", and waits for the certificate";
    }

    @Override
    public void request(Key key, PortCallback<String> then) {
        if (requests.isMaking()) {
            then.reply(new Reply.Failed<>("a request is being made already; ask again in a moment"));
        } else {
            requests.begin(Origin.ADMINISTRATOR, kind(key), then);
        }
    }

    private static StationKeys.Kind kind(Key key) {
        return switch (key) {
            case ECDSA_P256 -> StationKeys.Kind.EC_P256;
            case RSA_3072 -> StationKeys.Kind.RSA_3072;
            case RSA_4096 -> StationKeys.Kind.RSA_4096;
        };
    }

    @Override
    public void take(String chain, PortCallback<Optional<String>> then) {
        then.answer(signed.take(chain, () -> {}));
    }
}
