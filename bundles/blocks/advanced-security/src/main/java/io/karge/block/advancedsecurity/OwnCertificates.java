package io.karge.block.advancedsecurity;

import io.karge.security.PemCertificates;
import io.karge.security.Secrets;
import io.karge.security.StationKeys;
import io.karge.station.SecurityEvents;
import io.karge.station.StationCertificates;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that the station has, with their keys sealed: the one in use and, until the CSMS has accepted a connection
 * with it, a renewed one (A02.FR.08). After the CSMS has refused as many attempts with the renewed one as all network profiles
 * of the priority have, the two take turns, until one is accepted; the other is discarded then (A02.FR.10, A02.FR.28). One that has
 * expired is shown all the same (A00.FR.430). On the loop only.
 */
final class OwnCertificates implements StationCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);
    private static final VariableKey PRIORITY = VariableKey.of("OCPPCommCtrlr", "NetworkConfigurationPriority");
    private static final VariableKey ATTEMPTS = VariableKey.of("OCPPCommCtrlr", "NetworkProfileConnectionAttempts");
    private static final String CURRENT = "own/current";
    private static final String RENEWED = "own/renewed";
    private static final String TRIAL = "trial";
    private static final String UNREADABLE = "own-key";
    private static final int MOST = 3;

    /** A certificate, those between it and the root, and its key. */
    record Own(String sealedKey, String chain) {}

    /** How often the CSMS has refused the station, with the renewed one or in its turn. */
    record Trial(int refusals) {}

    /** What was read last, and from what. */
    private record Read(Own own, Credentials credentials) {}

    private final StationContext context;
    private final Secrets secrets;
    private final Runnable discarded;
    private @Nullable Read current;
    private @Nullable Read renewed;
    /** Why the key of the certificate that was looked at last cannot be read. */
    private @Nullable String unreadable;

    /** @param discarded a renewed one was given up; in a step */
    OwnCertificates(StationContext context, Secrets secrets, Runnable discarded) {
        this.context = context;
        this.secrets = secrets;
        this.discarded = discarded;
    }

    /** Has keys sealed anew that lie under a master key that was replaced since; in a step. */
    void reseal() {
        for (String key : List.of(CURRENT, RENEWED)) {
            own(key).ifPresent(own -> secrets.resealed(purpose(context.stationId()), own.sealedKey())
                    .ifPresent(anew -> context.state().put(key, new Own(anew, own.chain()))));
        }
    }

    /** Takes over a new one; in a step. */
    void add(String sealedKey, List<X509Certificate> chain) {
        context.state().remove(TRIAL);
        context.state()
                .put(own(CURRENT).isPresent() ? RENEWED : CURRENT, new Own(sealedKey, PemCertificates.write(chain)));
    }

    /** The certificates, the newest first. */
    List<X509Certificate> certificates() {
        return Stream.of(RENEWED, CURRENT)
                .flatMap(key -> own(key).stream())
                .map(own -> chain(own).get(0))
                .toList();
    }

    /** The sealed key of one of {@link #certificates}. */
    Optional<String> sealedKey(X509Certificate certificate) {
        return Stream.of(RENEWED, CURRENT)
                .flatMap(key -> own(key).stream())
                .filter(own -> chain(own).get(0).equals(certificate))
                .map(Own::sealedKey)
                .findFirst();
    }

    @Override
    public Optional<Credentials> credentials() {
        Optional<Credentials> old = read(CURRENT);
        return read(RENEWED)
                .filter(credentials -> old.isEmpty() || !isTurnOfTheOld())
                .or(() -> old);
    }

    @Override
    public Optional<String> unreadable() {
        return credentials().isPresent() ? Optional.empty() : Optional.ofNullable(unreadable);
    }

    @Override
    public boolean valid() {
        Instant now = context.clock().now();
        return credentials()
                .map(credentials -> credentials.chain().get(0))
                .filter(own -> !now.isAfter(own.getNotAfter().toInstant()))
                .isPresent();
    }

    private boolean isTurnOfTheOld() {
        int overdue = refusals() - patience();
        return overdue >= 0 && overdue % 2 == 0;
    }

    private int refusals() {
        return context.state().get(TRIAL, Trial.class).map(Trial::refusals).orElse(0);
    }

    /** As many attempts as there are until all network profiles have been tried. */
    private int patience() {
        return Math.max(1, context.deviceModel().list(PRIORITY).size())
                * Math.max(1, context.deviceModel().integer(ATTEMPTS, 3));
    }

    @Override
    public void connected(Credentials shown) {
        Optional<Own> fresh = own(RENEWED);
        if (fresh.isEmpty()) {
            return;
        }
        if (shows(shown, fresh.get())) {
            context.state().put(CURRENT, fresh.get());
            context.state().remove(RENEWED);
            context.state().remove(TRIAL);
            LOG.info(
                    "station={} the CSMS accepts the renewed certificate; the one before is discarded",
                    context.stationId());
        } else if (read(RENEWED).isEmpty() && secrets.unusable().isPresent()) {
            LOG.debug("station={} the renewed certificate waits for the master key", context.stationId());
        } else if (refusals() >= patience() || read(RENEWED).isEmpty()) {
            discardRenewed(fresh.get());
        } else {
            context.lifeCycle().reconnect("the station has a renewed certificate");
        }
    }

    private void discardRenewed(Own fresh) {
        context.state().remove(RENEWED);
        context.state().remove(TRIAL);
        String what = "the CSMS accepts no connection with the renewed certificate that is valid from "
                + chain(fresh).get(0).getNotBefore().toInstant() + ", and does with the one before";
        LOG.warn(
                "station={} {}; the renewed one is discarded. Have the CSMS renew it again", context.stationId(), what);
        context.port(SecurityEvents.class)
                .ifPresent(events -> events.raise("DiscardedRenewedClientCertificate", what)); // A02.FR.29
        discarded.run();
    }

    @Override
    public void refused(Credentials shown) {
        if (own(RENEWED).isPresent()) {
            context.state().put(TRIAL, new Trial(refusals() + 1));
        }
    }

    private boolean shows(Credentials shown, Own own) {
        return shown.chain().equals(chain(own));
    }

    private Optional<Own> own(String key) {
        return context.state().get(key, Own.class);
    }

    /** The same object for as long as the same is stored. */
    private Optional<Credentials> read(String key) {
        Read known = key.equals(CURRENT) ? current : renewed;
        Optional<Own> stored = own(key);
        if (stored.isPresent() && (known == null || !known.own().equals(stored.get()))) {
            known = stored.flatMap(this::unsealed).orElse(null);
        } else if (stored.isEmpty()) {
            known = null;
        }
        if (key.equals(CURRENT)) {
            current = known;
        } else {
            renewed = known;
        }
        return Optional.ofNullable(known).map(Read::credentials);
    }

    private Optional<Read> unsealed(Own own) {
        try {
            Credentials credentials = new Credentials(
                    StationKeys.unseal(secrets, purpose(context.stationId()), own.sealedKey()), chain(own));
            context.problems().clear(UNREADABLE);
            unreadable = null;
            return Optional.of(new Read(own, credentials));
        } catch (Secrets.UnreadableSecretException e) {
            unreadable = e.getMessage();
            secrets.missingKey(own.sealedKey())
                    .ifPresentOrElse(
                            key -> unreadable(
                                    "its private key was encrypted with the master key " + key
                                            + ", which this gateway does not have",
                                    "If you have that key, " + secrets.addKey()
                                            + "; otherwise have another certificate issued"),
                            () -> unreadable(
                                    secrets.unusable().isPresent() ? Secrets.UNUSABLE : String.valueOf(e.getMessage()),
                                    "Put the right master key back and restart the gateway, or have another certificate"
                                            + " issued"));
            return Optional.empty();
        }
    }

    private void unreadable(String why, String remedy) {
        context.problems().raise(UNREADABLE, "The station cannot show its certificate", why, remedy);
    }

    /** What private keys are sealed for. */
    static String purpose(String stationId) {
        return "station-key " + stationId;
    }

    private static List<X509Certificate> chain(Own own) {
        try {
            return PemCertificates.read(own.chain(), MOST);
        } catch (CertificateException e) {
            throw new IllegalStateException("the stored certificate of the station cannot be read", e);
        }
    }
}
