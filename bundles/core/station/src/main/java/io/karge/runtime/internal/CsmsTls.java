package io.karge.runtime.internal;

import io.karge.security.CsmsTrustManager;
import io.karge.security.Revocation;
import io.karge.station.DeviceModel;
import io.karge.station.StationCertificates.Credentials;
import io.karge.station.TrustStore;
import io.karge.transport.TlsSettings;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a station speaks TLS with its CSMS (security profiles 2 and 3): TLS 1.3 and 1.2 and no older one (A00.FR.313), for 1.2
 * the two suites of C-41 and no others (A00.FR.319), and the CSMS as {@link CsmsTrustManager} knows it. The settings stay the
 * same, and with them the sessions that can be resumed, for as long as nothing changes that they are made of. On the loop
 * only.
 */
final class CsmsTls {
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

    /**
     * A server gives one ticket or more with each connection, which is kept whether it is used or not: those of the last
     * connections are enough.
     */
    static final int MOST_SESSIONS = 8;

    /** After so long no session is resumed: certificate and revocation of the CSMS are looked at again. */
    static final Duration LONGEST_SESSION = Duration.ofDays(1);

    private final TrustedRoots roots;
    private final DeviceModel deviceModel;
    private final CsmsClock clock;
    private final Revocation revocation;
    /** The station's time at the beginning of an attempt, for the threads that shake hands. */
    private volatile Instant attemptedAt = Instant.EPOCH;

    private @Nullable Basis basis;
    private @Nullable TlsSettings settings;
    private @Nullable CsmsTrustManager trust;
    private @Nullable X509Certificate acceptedBefore;

    /** What settings are made of. */
    private record Basis(
            List<X509Certificate> roots,
            String host,
            boolean wildcards,
            @Nullable Credentials credentials) {}

    CsmsTls(TrustedRoots roots, DeviceModel deviceModel, CsmsClock clock, Revocation revocation) {
        this.roots = roots;
        this.deviceModel = deviceModel;
        this.clock = clock;
        this.revocation = revocation;
    }

    /**
     * The settings for an attempt that begins now.
     *
     * @param credentials with security profile 3 what the station shows the CSMS
     */
    TlsSettings forAttemptAt(URI csmsUrl, @Nullable Credentials credentials) {
        attemptedAt = clock.now();
        Basis now = new Basis(
                roots.roots(TrustStore.Use.CSMS),
                csmsUrl.getHost(),
                deviceModel.bool(RuntimeVariables.ALLOW_WILDCARDS, false),
                credentials);
        TlsSettings known = settings;
        if (known == null || !now.equals(basis)) {
            known = new TlsSettings(context(now), PROTOCOLS, CIPHER_SUITES);
            basis = now;
            settings = known;
        }
        return known;
    }

    /** The certificate of the CSMS, as it was accepted last since the boot; empty before that. */
    Optional<X509Certificate> accepted() {
        CsmsTrustManager now = trust;
        Optional<X509Certificate> shown = now == null ? Optional.empty() : now.accepted();
        return shown.isPresent() ? shown : Optional.ofNullable(acceptedBefore);
    }

    private SSLContext context(Basis now) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            acceptedBefore = accepted().orElse(null);
            CsmsTrustManager manager =
                    new CsmsTrustManager(now.roots(), now.host(), now.wildcards(), () -> attemptedAt, revocation);
            Credentials credentials = now.credentials();
            KeyManager[] keys = credentials == null ? null : new KeyManager[] {new StationKeyManager(credentials)};
            context.init(keys, new TrustManager[] {manager}, null);
            context.getClientSessionContext().setSessionCacheSize(MOST_SESSIONS);
            context.getClientSessionContext().setSessionTimeout((int) LONGEST_SESSION.toSeconds());
            trust = manager;
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java speaks no TLS", e);
        }
    }
}
