package io.karge.transfer.testkit;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The TLS of the servers: a certificate for {@code localhost} and 127.0.0.1. */
final class ServerTls {
    private ServerTls() {}

    static Credentials credentials(TestAuthority authority) {
        CertificateOrder order = CertificateOrder.server("localhost");
        return authority.issue(new CertificateOrder(
                order.commonName(),
                order.organization(),
                order.key(),
                order.signature(),
                List.of("localhost"),
                List.of("127.0.0.1"),
                order.from(),
                order.until(),
                order.list(),
                true));
    }

    /**
     * A context whose sockets, not its engines, refuse to show their certificate while asked to: then only a session that
     * is known already can be used.
     */
    static SSLContext context(Credentials credentials, BooleanSupplier socketsRefuse) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(credentials.keyStore(), Credentials.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            X509ExtendedKeyManager keys = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
            context.init(new KeyManager[] {new Keys(keys, socketsRefuse)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a TLS context of a test", e);
        }
    }

    private static final class Keys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;
        private final BooleanSupplier socketsRefuse;

        Keys(X509ExtendedKeyManager keys, BooleanSupplier socketsRefuse) {
            this.keys = keys;
            this.socketsRefuse = socketsRefuse;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return socketsRefuse.getAsBoolean() ? null : keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return keys.chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keys.chooseClientAlias(types, issuers, socket);
        }
    }
}
