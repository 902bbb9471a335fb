package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.conformance.lab.Authorities.ServerCertificate;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Breaks how the station connects. */
final class Connections {
    /** When every case in-process happens, give or take. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final String HELLO = "16030100310100002d0303"
            + "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20" + "000006c02bc02c00ff0100";

    private Connections() {}

    /** The station presents this instead of its password; null for nothing. */
    static Breakage password(UnaryOperator<byte @Nullable []> presented) {
        return Breakage.endpoint(endpoint -> new WebSocketEndpoint(
                endpoint.uri(),
                endpoint.stationId(),
                presented.apply(endpoint.password()),
                endpoint.tls(),
                endpoint.handshakeTimeout(),
                endpoint.maxMessageBytes()));
    }

    /** The station presents itself as somebody else. */
    static Breakage user(String name) {
        return Breakage.endpoint(endpoint -> new WebSocketEndpoint(
                endpoint.uri(),
                name,
                endpoint.password(),
                endpoint.tls(),
                endpoint.handshakeTimeout(),
                endpoint.maxMessageBytes()));
    }

    /** The station speaks TLS otherwise. */
    static Breakage tls(UnaryOperator<TlsSettings> change) {
        return Breakage.endpoint(endpoint -> {
            TlsSettings tls = endpoint.tls();
            return tls == null
                    ? endpoint
                    : new WebSocketEndpoint(
                            endpoint.uri(),
                            endpoint.stationId(),
                            endpoint.password(),
                            change.apply(tls),
                            endpoint.handshakeTimeout(),
                            endpoint.maxMessageBytes());
        });
    }

    /** The station shows no certificate of its own from this attempt on, counted from 1. */
    static Breakage withoutCertificate(int from) {
        SSLContext context = context(new Lenient(ServerCertificate.VALID));
        int[] attempts = {0};
        return tls(tls -> ++attempts[0] < from ? tls : new TlsSettings(context, tls.protocols(), tls.cipherSuites()));
    }

    /** The station goes on with the certificate that it showed in the first attempt. */
    static Breakage keepingCertificate() {
        List<TlsSettings> first = new ArrayList<>();
        return tls(tls -> {
            if (first.isEmpty()) {
                first.add(tls);
            }
            return first.get(0);
        });
    }

    /** The station offers these suites. */
    static Breakage suites(UnaryOperator<List<String>> change) {
        return tls(tls -> new TlsSettings(tls.context(), tls.protocols(), change.apply(tls.cipherSuites())));
    }

    /** The station accepts a certificate of this kind. */
    static Breakage accepting(ServerCertificate kind) {
        SSLContext context = context(new Lenient(kind));
        return tls(tls -> new TlsSettings(context, tls.protocols(), tls.cipherSuites()));
    }

    /** The station does not trust what comes below this root. */
    static Breakage distrusting(String issuer) {
        SSLContext context = context(new Lenient(ServerCertificate.VALID) {
            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                if (chain[0].getIssuerX500Principal().getName().contains(issuer)) {
                    throw new CertificateException(issuer);
                }
                super.checkServerTrusted(chain, authType);
            }
        });
        return tls(tls -> new TlsSettings(context, tls.protocols(), tls.cipherSuites()));
    }

    /** Attempts go elsewhere; told how many were before. */
    static Breakage uri(BiFunction<Integer, URI, URI> change) {
        int[] attempts = {0};
        return Breakage.endpoint(endpoint -> with(endpoint, change.apply(attempts[0]++, endpoint.uri())));
    }

    /** The same somewhere else, without TLS if that is a URL without. */
    private static WebSocketEndpoint with(WebSocketEndpoint endpoint, URI uri) {
        return new WebSocketEndpoint(
                uri,
                endpoint.stationId(),
                endpoint.password(),
                uri.getScheme().equals("ws") ? null : endpoint.tls(),
                endpoint.handshakeTimeout(),
                endpoint.maxMessageBytes());
    }

    static URI withoutTls(URI uri) {
        return URI.create(uri.toString().replace("wss:", "ws:"));
    }

    /** Where TLS fails the station tries without. */
    static Breakage withoutTlsInstead() {
        return Breakage.connector(sockets -> (endpoint, listener) -> endpoint.tls() == null
                ? sockets.connect(endpoint, listener)
                : sockets.connect(endpoint, new Instead(listener, failure -> {
                    WebSocketAttempt unused = sockets.connect(with(endpoint, withoutTls(endpoint.uri())), listener);
                })));
    }

    /** Does something else when an attempt fails. */
    private record Instead(WebSocketListener listener, Consumer<WebSocketFailure> failed) implements WebSocketListener {
        @Override
        public void onOpen(WebSocketSession session) {
            listener.onOpen(session);
        }

        @Override
        public void onFailed(WebSocketFailure failure) {
            failed.accept(failure);
        }

        @Override
        public void onText(String text) {
            listener.onText(text);
        }

        @Override
        public void onBinary() {
            listener.onBinary();
        }

        @Override
        public void onPong() {
            listener.onPong();
        }

        @Override
        public void onClosed(int code, String reason) {
            listener.onClosed(code, reason);
        }
    }

    private static SSLContext context(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The station goes on with a CSMS that chooses TLS 1.1. */
    static Breakage goingOnWithOldTls() {
        return Breakage.connector(sockets -> (endpoint, listener) -> {
            if (speaksOldTls(endpoint.uri().getPort())) {
                listener.onFailed(WebSocketFailure.of(WebSocketFailure.Kind.TLS_VERSION, "it chose TLS 1.1"));
                return () -> {};
            }
            return sockets.connect(endpoint, listener);
        });
    }

    private static boolean speaksOldTls(int port) {
        try (Socket csms = new Socket("127.0.0.1", port)) {
            OutputStream out = csms.getOutputStream();
            out.write(HexFormat.of().parseHex(HELLO));
            byte[] answer = new byte[11];
            new DataInputStream(csms.getInputStream()).readFully(answer);
            boolean old = answer[9] == 3 && answer[10] == 2;
            if (old) {
                out.write(HexFormat.of().parseHex("160302000410000000"));
                csms.shutdownOutput();
                csms.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            return old;
        } catch (IOException e) {
            return false;
        }
    }

    /** Accepts good certificates, and those with one flaw. */
    private static class Lenient implements X509TrustManager {
        private final ServerCertificate allowed;

        Lenient(ServerCertificate allowed) {
            this.allowed = allowed;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            Set<ServerCertificate> flaws = flaws(chain[0]);
            flaws.remove(allowed);
            if (!flaws.isEmpty()) {
                throw new CertificateException(flaws.toString());
            }
        }

        private static Set<ServerCertificate> flaws(X509Certificate leaf) {
            Set<ServerCertificate> flaws = EnumSet.noneOf(ServerCertificate.class);
            String subject = leaf.getSubjectX500Principal().getName();
            add(flaws, ServerCertificate.EXPIRED, leaf.getNotAfter().toInstant().isBefore(NOW));
            add(flaws, ServerCertificate.FUTURE, leaf.getNotBefore().toInstant().isAfter(NOW));
            add(
                    flaws,
                    ServerCertificate.UNKNOWN_ROOT,
                    leaf.getIssuerX500Principal().getName().contains("Nobody"));
            add(flaws, ServerCertificate.WRONG_NAME, subject.contains("CN=other."));
            add(flaws, ServerCertificate.WILDCARD, subject.contains("CN=*"));
            return flaws;
        }

        private static void add(Set<ServerCertificate> flaws, ServerCertificate flaw, boolean there) {
            if (there) {
                flaws.add(flaw);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("a station serves no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A list with one more. */
    static UnaryOperator<List<String>> with(String more) {
        return list -> {
            String[] longer = Arrays.copyOf(list.toArray(String[]::new), list.size() + 1);
            longer[list.size()] = more;
            return List.of(longer);
        };
    }

    /** A list without one. */
    static UnaryOperator<List<String>> without(String one) {
        return list -> list.stream().filter(name -> !name.equals(one)).toList();
    }
}
