package io.karge.conformance.lab;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.Forgery;
import io.karge.security.testkit.TestAuthority;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The certificate authorities of a laboratory and what they issue. Thread-safe. */
public final class Authorities {
    private static final Instant LONG_AGO = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2110-01-01T00:00:00Z");

    private final TestAuthority csms = TestAuthority.root("Karge Laboratory CSMS Root 1");
    private final TestAuthority newCsms = TestAuthority.root("Karge Laboratory CSMS Root 2");
    private final TestAuthority manufacturer = TestAuthority.root("Karge Laboratory Manufacturer Root");
    private final TestAuthority stranger = TestAuthority.root("Nobody's Root");
    private final X509Certificate expiredRoot = new Forgery()
            .commonName("Karge Laboratory CSMS Root 0")
            .valid(TestAuthority.FROM, LONG_AGO)
            .make();

    /** The certificate of a CSMS: a good one, and those of A_05 that a station must not accept. */
    public enum ServerCertificate {
        VALID(order -> order),
        EXPIRED(order -> order.valid(TestAuthority.FROM, LONG_AGO)),
        FUTURE(order -> order.valid(FAR_AHEAD, TestAuthority.UNTIL)),
        UNKNOWN_ROOT(order -> order),
        /** The alternative name is right, which would do for a browser. */
        WRONG_NAME(order -> named("other.karge.test", order)),
        WILDCARD(order -> named(
                "*"
                        + order.commonName()
                                .substring(Math.max(0, order.commonName().indexOf('.'))),
                order));

        private final UnaryOperator<CertificateOrder> wanted;

        ServerCertificate(UnaryOperator<CertificateOrder> wanted) {
            this.wanted = wanted;
        }

        private static CertificateOrder named(String commonName, CertificateOrder order) {
            CertificateOrder other = CertificateOrder.server(commonName);
            return order.names().isEmpty()
                    ? other.withAddresses(order.addresses().toArray(String[]::new))
                    : other.withNames(order.names().toArray(String[]::new));
        }
    }

    /** CSMS Root certificate 1, which the station trusts from the beginning where it needs one. */
    public TestAuthority csms() {
        return csms;
    }

    /** The configured new CSMS Root certificate 2. */
    public TestAuthority newCsms() {
        return newCsms;
    }

    public TestAuthority manufacturer() {
        return manufacturer;
    }

    /** One whose root nobody has installed. */
    public TestAuthority stranger() {
        return stranger;
    }

    /** A root that nobody may install any more. */
    public X509Certificate expiredRoot() {
        return expiredRoot;
    }

    /** What a CSMS of that name shows, below CSMS Root certificate 1 unless that is what is wrong. */
    public Credentials server(String host, ServerCertificate kind) {
        TestAuthority issuer = kind == ServerCertificate.UNKNOWN_ROOT ? stranger : csms;
        return issuer.issue(kind.wanted.apply(CertificateOrder.server(host)));
    }
}
