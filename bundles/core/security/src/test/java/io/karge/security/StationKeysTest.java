package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.security.Secrets.UnreadableSecretException;
import io.karge.security.testkit.CertificateRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A02.FR.02, A02.FR.03, A02.FR.05: keys of a station, and what it asks an authority to certify. */
class StationKeysTest {
    /** Says what was sealed, backwards. */
    private final Secrets secrets = new Secrets() {
        @Override
        public String fingerprint(String text) {
            return Integer.toHexString(text.hashCode());
        }

        @Override
        public String seal(String purpose, String plain) {
            return purpose + ":" + new StringBuilder(plain).reverse();
        }

        @Override
        public String unseal(String purpose, String sealedText) {
            if (!sealedText.startsWith(purpose + ":")) {
                throw new UnreadableSecretException("sealed for another purpose");
            }
            return new StringBuilder(sealedText.substring(purpose.length() + 1))
                    .reverse()
                    .toString();
        }
    };

    @ParameterizedTest
    @EnumSource(StationKeys.Kind.class)
    void theRequestHasTheNamesAndIsSignedWithItsOwnKey(StationKeys.Kind kind) {
        // A00.FR.506, A00.FR.509
        KeyPair keys = StationKeys.make(kind);
        String pem = StationKeys.request(keys, "S/N 12,34", "Operator \"A\", Inc.");
        CertificateRequest request = CertificateRequest.read(pem);

        assertThat(request.commonName()).isEqualTo("S/N 12,34");
        assertThat(request.organization()).isEqualTo("Operator \"A\", Inc.");
        assertThat(request.key()).isEqualTo(keys.getPublic());
        assertThat(StationKeys.kind(request.key())).isEqualTo(kind);
        assertThat(kind.name()).endsWith(length(request.key()));
        assertThat(pem.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(64));
        assertThat(pem.length()).as("csr of SignCertificate").isLessThan(5_500);
    }

    private static String length(PublicKey key) {
        return String.valueOf(
                key instanceof RSAPublicKey rsa
                        ? rsa.getModulus().bitLength()
                        : ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize());
    }

    @ParameterizedTest
    @EnumSource(StationKeys.Kind.class)
    void aPrivateKeyComesBackFromWhereItWasSealed(StationKeys.Kind kind) {
        KeyPair keys = StationKeys.make(kind);
        String sealed = StationKeys.seal(secrets, "own", keys.getPrivate());
        assertThat(StationKeys.unseal(secrets, "own", sealed)).isEqualTo(keys.getPrivate());
        assertThatThrownBy(() -> StationKeys.unseal(secrets, "other", sealed))
                .isInstanceOf(UnreadableSecretException.class);
    }

    /** A certificate is renewed with a key like its own, but for one that is too short for what is made today. */
    @Test
    void aKeyIsFollowedByOneThatIsNoShorter() throws Exception {
        // A00.FR.502, A00.FR.504
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        assertThat(StationKeys.kind(generator.generateKeyPair().getPublic())).isEqualTo(StationKeys.Kind.RSA_3072);
    }

    @Test
    void whatCannotBeReadIsNotQuoted() {
        for (String damaged : new String[] {
            "EC",
            "EC %%%",
            "nothing AAAA",
            "EC " + Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8))
        }) {
            assertThatThrownBy(() -> StationKeys.unseal(secrets, "own", secrets.seal("own", damaged)))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("secret")
                    .hasMessageContaining("another certificate");
        }
    }
}
