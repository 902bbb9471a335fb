package io.karge.station;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The root certificates that a station trusts, by what they are trusted for; stored. The roots of the cfg are among them.
 * On the station's loop only.
 */
public interface TrustStore {

    /** What a root certificate is trusted for (Part 2: InstallCertificateUseEnumType, as far as stations install it). */
    enum Use {
        CSMS,
        MANUFACTURER
    }

    /** Those of a use, in the order in which they were installed. */
    List<X509Certificate> roots(Use use);

    /** Installs one; without effect when it is there (M05.FR.17). What connects and verifies from now on counts with it. */
    void install(Use use, X509Certificate root);

    /** Takes one away, seeded by the cfg or not; without effect when it is not there. */
    void remove(Use use, X509Certificate root);
}
