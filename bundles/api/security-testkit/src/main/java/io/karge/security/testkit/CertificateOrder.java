package io.karge.security.testkit;

import java.time.Instant;
import java.util.List;

/**
 * What a certificate is to be.
 *
 * @param key as {@code EC secp256r1} or {@code RSA 2048}
 * @param signature how the authority signs, as JCA names it; empty for what suits its key
 * @param names alternative names of the DNS
 * @param addresses alternative names that are IP addresses
 * @param list where the revocation list is; empty for nowhere
 * @param forServers whether the use serverAuth is named, else clientAuth is
 */
public record CertificateOrder(
        String commonName,
        String organization,
        String key,
        String signature,
        List<String> names,
        List<String> addresses,
        Instant from,
        Instant until,
        String list,
        boolean forServers) {

    /** A good one for a server of that name, valid for as long as anybody will run the test. */
    public static CertificateOrder server(String commonName) {
        boolean address = commonName.matches("[0-9.]+|.*:.*");
        return new CertificateOrder(
                commonName,
                "Karge Test",
                "EC secp256r1",
                "",
                address ? List.of() : List.of(commonName),
                address ? List.of(commonName) : List.of(),
                TestAuthority.FROM,
                TestAuthority.UNTIL,
                "",
                true);
    }

    /** With these alternative names instead. */
    public CertificateOrder withNames(String... alternatives) {
        return new CertificateOrder(
                commonName,
                organization,
                key,
                signature,
                List.of(alternatives),
                List.of(),
                from,
                until,
                list,
                forServers);
    }

    /** With these addresses as alternative names instead. */
    public CertificateOrder withAddresses(String... alternatives) {
        return new CertificateOrder(
                commonName,
                organization,
                key,
                signature,
                List.of(),
                List.of(alternatives),
                from,
                until,
                list,
                forServers);
    }

    public CertificateOrder withKey(String algorithm) {
        return new CertificateOrder(
                commonName, organization, algorithm, signature, names, addresses, from, until, list, forServers);
    }

    public CertificateOrder withSignature(String algorithm) {
        return new CertificateOrder(
                commonName, organization, key, algorithm, names, addresses, from, until, list, forServers);
    }

    public CertificateOrder valid(Instant since, Instant to) {
        return new CertificateOrder(
                commonName, organization, key, signature, names, addresses, since, to, list, forServers);
    }

    /** With this address of the revocation list. */
    public CertificateOrder withList(String address) {
        return new CertificateOrder(
                commonName, organization, key, signature, names, addresses, from, until, address, forServers);
    }

    /** For clients only. */
    public CertificateOrder forClients() {
        return new CertificateOrder(
                commonName, organization, key, signature, names, addresses, from, until, list, false);
    }
}
