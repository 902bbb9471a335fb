package io.karge.conformance.lab;

import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The roots that a CSMS trusts its stations by. */
final class Trust {
    private Trust() {}

    static KeyStore in(TestAuthority... roots) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < roots.length; i++) {
                store.setCertificateEntry("root-" + i, roots[i].certificate());
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory", e);
        }
    }
}
