package io.karge.runtime.internal;

import io.karge.security.Secrets;

/** Seals so that a test sees what was sealed for what. */
public class FakeSecrets implements Secrets {

    @Override
    public String seal(String purpose, String plain) {
        return purpose + "|" + new StringBuilder(plain).reverse();
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        if (!sealedText.startsWith(purpose + "|")) {
            throw new UnreadableSecretException("the secret was sealed for something else");
        }
        return new StringBuilder(sealedText.substring(purpose.length() + 1))
                .reverse()
                .toString();
    }

    @Override
    public String fingerprint(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
