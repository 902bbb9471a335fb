package io.karge.block.advancedsecurity;

import io.karge.block.advancedsecurity.Pending.Origin;
import io.karge.security.StationKeys;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Has the station's certificate renewed before it expires (A03): one month before, and of one that is valid for a shorter time
 * when two thirds of that are over. On the loop only.
 */
final class Renewal {
    /** The alarm of the next renewal. */
    static final String ALARM = "renewal";

    /** How long after a renewed certificate was discarded the next is asked for. */
    static final Duration PAUSE = Duration.ofDays(1);

    private static final VariableKey SECURITY_PROFILE = VariableKey.of("SecurityCtrlr", "SecurityProfile");
    private static final String EXPIRED = "expired";

    /** Nothing is asked for before this time. */
    record Pause(Instant until) {}

    private final StationContext context;
    private final OwnCertificates own;
    private final SigningRequests requests;

    Renewal(StationContext context, OwnCertificates own, SigningRequests requests) {
        this.context = context;
        this.own = own;
        this.requests = requests;
    }

    /** The certificates may be others than before; in a step. */
    void plan() {
        tellExpiry();
        List<X509Certificate> certificates = own.certificates();
        if (certificates.isEmpty()) {
            context.cancelAlarm(ALARM);
        } else {
            Instant due = due(certificates.get(0));
            Instant paused = paused();
            context.alarm(ALARM, due.isBefore(paused) ? paused : due);
        }
    }

    private void tellExpiry() {
        boolean expired = own.certificates().stream()
                .findFirst()
                .filter(newest ->
                        context.clock().now().isAfter(newest.getNotAfter().toInstant()))
                .isPresent();
        if (expired) {
            context.problems()
                    .raise(
                            EXPIRED,
                            "The station's certificate has expired",
                            "it was valid until "
                                    + own.certificates().get(0).getNotAfter().toInstant(),
                            "The CSMS decides whether it lets the station in with it; have it renewed");
        } else {
            context.problems().clear(EXPIRED);
        }
    }

    private Instant paused() {
        return context.state()
                .get("renewal-pause", Pause.class)
                .map(Pause::until)
                .orElse(Instant.MIN);
    }

    /** A renewed certificate was discarded: the next try waits a while. In a step. */
    void pause() {
        context.state().put("renewal-pause", new Pause(context.clock().now().plus(PAUSE)));
        plan();
    }

    /** When the renewal of a certificate is due (A03.FR.02). */
    static Instant due(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        Instant month = until.atZone(ZoneOffset.UTC).minusMonths(1).toInstant();
        Instant twoThirds = until.minus(Duration.between(from, until).dividedBy(3));
        return month.isAfter(twoThirds) ? month : twoThirds;
    }

    /** Asks for another certificate when that is due and possible; in a step. */
    void look() {
        tellExpiry();
        Instant now = context.clock().now();
        List<X509Certificate> certificates = own.certificates();
        if (certificates.isEmpty() || requests.isMaking() || waits()) {
            return;
        }
        boolean due = !now.isBefore(due(certificates.get(0))) && !now.isBefore(paused());
        if (due && isInUse() && context.lifeCycle().online()) {
            requests.begin(Origin.RENEWAL, StationKeys.kind(certificates.get(0).getPublicKey()), null);
        }
    }

    /** What was refused waits for the CSMS (A02.FR.20). An administrator who never came back holds nothing up. */
    private boolean waits() {
        return requests.pending()
                .filter(pending -> pending.origin() != Origin.ADMINISTRATOR)
                .isPresent();
    }

    /** Whether the station shows its certificate (erratum 2026-02 to A03.FR.02). */
    boolean isInUse() {
        return context.deviceModel().integer(SECURITY_PROFILE, 0) == 3;
    }
}
