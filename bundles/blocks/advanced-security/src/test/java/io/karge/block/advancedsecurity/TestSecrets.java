package io.karge.block.advancedsecurity;

import io.karge.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Seals so that a plain text can be recognized by nobody but this; with another master key it opens nothing. */
final class TestSecrets implements Secrets {
    private String masterKey = "one";
    private String before = "one";
    private boolean away;

    void theSameMasterKey() {
        masterKey = "one";
        before = "one";
        away = false;
    }

    /** What was sealed until now cannot be read any more. */
    void anotherMasterKey() {
        masterKey = "another";
        before = "another";
    }

    /** Nothing can be sealed, and what was sealed until now cannot be read until it is back. */
    void masterKeyIsAway() {
        anotherMasterKey();
        away = true;
    }

    /** What was sealed until now can still be read. */
    void replaceMasterKey() {
        before = masterKey;
        masterKey = masterKey + " and newer";
    }

    @Override
    public String seal(String purpose, String plain) {
        byte[] text = (masterKey + "\n" + purpose + "\n" + plain).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    @Override
    public String unseal(String purpose, String sealedText) {
        String[] parts = parts(sealedText);
        if (!isKnown(parts[0]) || !parts[1].equals(purpose)) {
            throw new UnreadableSecretException("another master key");
        }
        return parts[2];
    }

    private boolean isKnown(String key) {
        return key.equals(masterKey) || key.equals(before);
    }

    @Override
    public Optional<String> missingKey(String sealedText) {
        return Optional.of(parts(sealedText)[0]).filter(key -> !away && !isKnown(key));
    }

    @Override
    public Optional<String> unusable() {
        return away ? Optional.of("the master key is away") : Optional.empty();
    }

    @Override
    public boolean current(String sealedText) {
        return parts(sealedText)[0].equals(masterKey);
    }

    private static String[] parts(String sealedText) {
        return new String(Base64.getDecoder().decode(sealedText), StandardCharsets.UTF_8).split("\n", 3);
    }

    @Override
    public String fingerprint(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
