package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the server at the other end is the CSMS (A00.FR.308 to FR.311). Trusted are the installed CSMS roots, never
 * those of the JVM. The common name of its certificate has to be the name that the station connects to (A00.FR.309), whatever
 * alternative names there are: neither does one of these make up for a wrong common name, nor does it matter that none of
 * them is the right one. A certificate that was revoked is refused as far as {@link Revocation} knows of it. JSSE adds no check of its own to a trust manager of this kind. Thread-safe.
 */
public final class CsmsTrustManager extends X509ExtendedTrustManager {
    private static final X509Certificate[] NO_HINTS = {};

    private final List<X509Certificate> roots;
    private final String host;
    private final boolean wildcards;
    private final Supplier<Instant> now;
    private final Revocation revocation;
    private volatile @Nullable X509Certificate accepted;

    /**
     * @param roots the CSMS roots that are installed
     * @param host the host of the URL that is connected to
     * @param wildcards whether the first label of a common name may be * (AllowCSMSTLSWildcards)
     * @param now the station's time; asked in every handshake, on its thread
     */
    public CsmsTrustManager(Collection<X509Certificate> roots, String host, boolean wildcards, Supplier<Instant> now) {
        this(roots, host, wildcards, now, Revocation.stapledOnly());
    }

    /** @param revocation whether a certificate was revoked; the other parameters are those of the other constructor */
    public CsmsTrustManager(
            Collection<X509Certificate> roots,
            String host,
            boolean wildcards,
            Supplier<Instant> now,
            Revocation revocation) {
        this.roots = List.copyOf(roots);
        this.host = normalized(host);
        this.wildcards = wildcards;
        this.now = now;
        this.revocation = revocation;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws UntrustedCertificateException {
        check(List.of(chain), List.of());
    }

    private void check(List<X509Certificate> chain, List<byte[]> stapled) throws UntrustedCertificateException {
        Instant at = now.get();
        Optional<CertificateDefect> defect = CertificateChains.serverDefect(chain, roots, at)
                .or(() -> nameDefect(chain.get(0)))
                .or(() -> revocation.defect(chain, roots, stapled, at));
        if (defect.isPresent()) {
            throw new UntrustedCertificateException(defect.get());
        }
        accepted = chain.get(0);
    }

    /** The server's own certificate, as it was accepted last; empty before that. */
    public Optional<X509Certificate> accepted() {
        return Optional.ofNullable(accepted);
    }

    private Optional<CertificateDefect> nameDefect(X509Certificate server) {
        List<String> names = commonNames(server);
        if (names.stream().anyMatch(name -> name.equals(host) || (wildcards && covers(name)))) {
            return Optional.empty();
        }
        String allowing = names.stream().anyMatch(this::covers)
                ? "; wildcards count only where AllowCSMSTLSWildcards is true"
                : "; csmsUrl has to name the CSMS as its certificate does";
        return Optional.of(new CertificateDefect(
                Kind.WRONG_NAME,
                CertificateTexts.name(server) + " has the common name "
                        + (names.isEmpty()
                                ? "of nobody"
                                : "'" + CertificateTexts.line(String.join("', '", names)) + "'")
                        + ", and the station connects to '" + host + "'" + allowing));
    }

    /** Whether the name is a wildcard for the host: one label of it, and of a domain that has more than one itself. */
    private boolean covers(String name) {
        int dot = host.indexOf('.');
        return dot > 0
                && name.startsWith("*.")
                && name.indexOf('.', 2) > 0
                && name.substring(1).equals(host.substring(dot));
    }

    private static List<String> commonNames(X509Certificate certificate) {
        return CommonNames.of(certificate).stream()
                .map(CsmsTrustManager::normalized)
                .toList();
    }

    private static String normalized(String name) {
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        String absolute = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return absolute.toLowerCase(Locale.ROOT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws UntrustedCertificateException {
        check(List.of(chain), stapled(socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws UntrustedCertificateException {
        check(List.of(chain), stapled(engine.getHandshakeSession()));
    }

    /** What the server has stapled; JSSE asks every server for it. */
    private static List<byte[]> stapled(@Nullable SSLSession session) {
        return session instanceof ExtendedSSLSession extended ? extended.getStatusResponses() : List.of();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a station serves no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NO_HINTS.clone();
    }
}
