package io.karge.runtime.internal;

import io.karge.failure.TimeWords;
import io.karge.runtime.CertificatesView.Certificate;
import io.karge.runtime.CertificatesView.Use;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks whether the certificates of the stations, their roots and those of their CSMS have expired or will soon: in less than
 * 30 days, and in less than a third of the time for which they are valid, since some are made to be valid for a day.
 */
@Component(service = HealthCheck.class)
public final class CertificateCheck implements HealthCheck {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String CLOCK = "; if that is not the time of day, set the clock of this machine first";

    private final Gateway gateway;
    private final TimeSource time;

    @Activate
    public CertificateCheck(@Reference Gateway gateway, @Reference TimeSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public List<Problem> check() {
        Instant now = time.wallClock();
        return gateway.stationIds().stream()
                .flatMap(stationId -> findings(stationId, certificates(stationId), now).stream())
                .toList();
    }

    /** What is to be said of the certificates of a station. */
    static List<Problem> findings(String stationId, List<Certificate> certificates, Instant now) {
        List<Problem> found = new ArrayList<>();
        boolean newest = true; // of the station's own: the one before does not matter any more
        for (Certificate certificate : certificates) {
            if (certificate.use() != Use.STATION || newest) {
                look(stationId, certificate, now).ifPresent(found::add);
            }
            newest = newest && certificate.use() != Use.STATION;
        }
        return found;
    }

    /** None of a station that does not run: that it does not is a problem of its own. */
    private List<Certificate> certificates(String stationId) {
        try {
            return gateway.certificates(stationId)
                    .toCompletableFuture()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .certificates();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Optional<Problem> look(String stationId, Certificate certificate, Instant now) {
        String what = "station " + stationId + ": " + subject(certificate.use()) + " ";
        String here = ", and here it is " + TimeWords.of(now) + CLOCK;
        if (certificate.state().equals("not yet valid")) {
            return Optional.of(new Problem(
                    now,
                    what + "is not valid yet",
                    certificate.subject() + " is valid from " + TimeWords.of(certificate.from()) + here,
                    "Look at the clock first, then at the certificate"));
        } else if (certificate.state().equals("expired")) {
            return certificate.use() == Use.STATION
                    ? Optional.empty() // which the station itself says
                    : Optional.of(new Problem(
                            now,
                            what + "has expired",
                            certificate.subject() + " was valid until " + TimeWords.of(certificate.until()) + here,
                            remedy(certificate.use())));
        }
        Duration left = Duration.between(now, certificate.until());
        Duration third =
                Duration.between(certificate.from(), certificate.until()).dividedBy(3);
        return left.compareTo(SOON) >= 0 || left.compareTo(third) >= 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        now,
                        what + "expires in " + left.toDays() + " days",
                        certificate.subject() + " is valid until " + TimeWords.of(certificate.until()) + here,
                        remedy(certificate.use())));
    }

    private static String subject(Use use) {
        return switch (use) {
            case CSMS_ROOT -> "a root certificate of its CSMS";
            case MANUFACTURER_ROOT -> "a root certificate of its manufacturer";
            case STATION -> "its own certificate";
            case CSMS -> "the certificate of its CSMS";
        };
    }

    private static String remedy(Use use) {
        return switch (use) {
            case CSMS_ROOT ->
                "Have the CSMS install the new root (InstallCertificate), or add it to csmsRootCertificates of the cfg,"
                        + " before the CSMS changes to it";
            case MANUFACTURER_ROOT ->
                "Have the CSMS install the new root of the manufacturer, or no firmware can be checked";
            case STATION ->
                "With security profile 3 the station asks for a new one by itself when it is online:"
                        + " station:certificates says whether it has. Else have the CSMS trigger"
                        + " SignChargingStationCertificate, or use station:certificate-request";
            case CSMS -> "Have whoever runs the CSMS renew it; the station refuses the CSMS when it has expired";
        };
    }
}
