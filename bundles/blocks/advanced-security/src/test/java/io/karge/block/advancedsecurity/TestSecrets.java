package io.karge.block.advancedsecurity;

import io.karge.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals so that a plain text can be recognized by nobody but this; with another master key it opens nothing. */
final class TestSecrets implements Secrets {
    private String masterKey = "one";

    void theSameMasterKey() {
        masterKey = "one";
    }

    void anotherMasterKey() {
        masterKey = "another";
    }

    @Override
    public String seal(String purpose, String plain) {
        byte[] text = (masterKey + "\n" + purpose + "\n" + plain).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        String[] parts = new String(Base64.getDecoder().decode(sealedText), StandardCharsets.UTF_8).split("\n", 3);
        if (!parts[0].equals(masterKey) || !parts[1].equals(purpose)) {
            throw new UnreadableSecretException("another master key");
        }
        return parts[2];
    }
}
