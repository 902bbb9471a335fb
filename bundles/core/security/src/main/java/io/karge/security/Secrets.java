package io.karge.security;

import java.util.Optional;

/**
 * Encrypts what must not lie on the disk in plain text, under the master key of this gateway. An OSGi service; callable
 * on any thread.
 */
public interface Secrets {
    /** For those who go without the master key; why it is so and what to do is told once, by {@link #trouble}. */
    String UNUSABLE = "the master key cannot be used, as a problem of the gateway says";

    /**
     * Encrypts a secret.
     *
     * @param purpose what it is for, such as {@code basic-auth CS-1}; it is bound to the result, so that a secret cannot
     *     be put in the place of another
     * @return printable ASCII; different at each call
     * @throws UnreadableSecretException when the master key is missing or not the one of before
     */
    String seal(String purpose, String plain);

    /**
     * Encrypts what has to be stored, whatever happens: as {@link #seal}, and while the master key cannot be used under an
     * interim key of this gateway. {@link #unseal} decrypts both; when the master key is there again what was encrypted
     * meanwhile is no longer {@link #current}.
     *
     * @throws UnreadableSecretException when there is no interim key either
     */
    default String sealAnyway(String purpose, String plain) {
        return seal(purpose, plain);
    }

    /**
     * Decrypts what {@link #seal} gave for the same purpose.
     *
     * @throws UnreadableSecretException when it was sealed with another master key or for another purpose, or changed,
     *     or when the master key is missing
     */
    String unseal(String purpose, String sealedText);

    /**
     * Names a text without telling it: the same text has the same name while the master key is the same, and without the
     * key nobody finds out which text it is. For what may be written down of a token, so that lines about one customer can
     * be told from those about another.
     *
     * @throws UnreadableSecretException when the master key is missing or not the one of before
     */
    String fingerprint(String text);

    /** Whether it is sealed as {@link #seal} would now: otherwise whoever keeps it seals it anew ({@link MasterKey}). */
    default boolean current(String sealedText) {
        return true;
    }

    /**
     * What {@link #seal} would give now for what it gave before: the master key may have been replaced since. Whoever keeps
     * sealed secrets asks as it starts, and keeps this instead.
     *
     * @return empty when it would give the same, or what was sealed cannot be read, which whoever uses it says
     */
    default Optional<String> resealed(String purpose, String sealedText) {
        if (current(sealedText)) {
            return Optional.empty();
        }
        try {
            return Optional.of(seal(purpose, unseal(purpose, sealedText)));
        } catch (UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether it was sealed under a master key that has been given up: the one that is there can be used, and it is none of
     * those that are known. Nobody will read it any more.
     */
    default boolean isGivenUp(String sealedText) {
        return false;
    }

    /** The id of the key of which {@link #isGivenUp} says that it is not known. */
    default Optional<String> missingKey(String sealedText) {
        return Optional.empty();
    }

    /** How a key is added to those that are known, for people: what to do with it. */
    default String addKey() {
        return "add it to the master keys and restart the gateway";
    }

    /**
     * Why the master key cannot be used, and what to do, for people: as long as it is so {@link #seal} fails, and what was
     * sealed before cannot be read but may be again. Empty when it can be used.
     */
    default Optional<String> unusable() {
        return Optional.empty();
    }

    /**
     * What is wrong with the master key now, which is looked at anew: it may have been changed behind a gateway that goes
     * on with the one that it read at its start. May block. Empty when all is well.
     */
    default Optional<KeyTrouble> trouble() {
        return Optional.empty();
    }

    /** What is wrong with the master key, why, and what to do; for people. */
    record KeyTrouble(String what, String why, String remedy) {}

    /** A secret that cannot be decrypted; the message says why and what to do, and holds no secret. */
    final class UnreadableSecretException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableSecretException(String message) {
            super(message);
        }
    }
}
