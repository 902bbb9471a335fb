package io.karge.runtime;

import io.karge.failure.TimeWords;
import io.karge.runtime.StationView.Problem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For how long a certificate is valid, and when that is too short: it expires soon when less than 30 days and less than a third
 * of the time for which it is valid are left, since some are made to be valid for a day. Pure.
 *
 * @param subject whose it is
 */
public record CertificateLife(String subject, Instant from, Instant until) {
    private static final Duration SOON = Duration.ofDays(30);
    private static final String CLOCK = "; if that is not the time of day, set the clock of this machine first";

    public static CertificateLife of(X509Certificate certificate) {
        return new CertificateLife(
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Expired, not valid yet, or expiring soon. */
    public Optional<Problem> problem(String whose, Instant now, String remedy) {
        return now.isBefore(from)
                ? Optional.of(notYetValid(whose, now))
                : now.isAfter(until) ? Optional.of(expired(whose, now, remedy)) : expiresSoon(whose, now, remedy);
    }

    /**
     * That it is not valid yet.
     *
     * @param whose certificate it is, such as {@code HTTPS: its certificate}
     */
    public Problem notYetValid(String whose, Instant now) {
        return new Problem(
                now,
                whose + " is not valid yet",
                subject + " is valid from " + TimeWords.of(from) + here(now),
                "Look at the clock first, then at the certificate");
    }

    public Problem expired(String whose, Instant now, String remedy) {
        return new Problem(
                now, whose + " has expired", subject + " was valid until " + TimeWords.of(until) + here(now), remedy);
    }

    /** Of one that is valid. */
    public Optional<Problem> expiresSoon(String whose, Instant now, String remedy) {
        Duration left = Duration.between(now, until);
        Duration third = Duration.between(from, until).dividedBy(3);
        return left.compareTo(SOON) >= 0 || left.compareTo(third) >= 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        now,
                        whose + " expires in " + left.toDays() + " days",
                        subject + " is valid until " + TimeWords.of(until) + here(now),
                        remedy));
    }

    private static String here(Instant now) {
        return ", and here it is " + TimeWords.of(now) + CLOCK;
    }
}
