package io.karge.runtime.internal;

import io.karge.station.StationCertificates.Credentials;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows a CSMS that asks for it the one certificate that the station has (A00.FR.401, FR.402), whatever roots the CSMS says
 * that it knows: whether it accepts it is left to the CSMS. Thread-safe.
 */
final class StationKeyManager extends X509ExtendedKeyManager {
    private static final String ALIAS = "station";

    private final Credentials credentials;

    StationKeyManager(Credentials credentials) {
        this.credentials = credentials;
    }

    /** JSSE asks by kinds of keys, for some of which it has several names: EC and EC_EC, RSA and RSASSA-PSS. */
    private boolean isKind(String keyType) {
        String algorithm = credentials.chain().get(0).getPublicKey().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_");
    }

    private @Nullable String alias(String... keyTypes) {
        return Stream.of(keyTypes).anyMatch(this::isKind) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return isKind(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return alias.equals(ALIAS) ? credentials.chain().toArray(X509Certificate[]::new) : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return alias.equals(ALIAS) ? credentials.key() : null;
    }

    /** A station serves no clients. */
    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
