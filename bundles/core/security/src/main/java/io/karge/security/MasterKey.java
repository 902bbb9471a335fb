package io.karge.security;

import java.util.List;

/**
 * The master key of the gateway, under which {@link Secrets} are sealed, and those that it replaced. An OSGi service; callable
 * on any thread. Keys are named by ids, which do not tell them.
 */
public interface MasterKey {

    /** The id of the key that seals. */
    String id();

    /** The ids of the keys that still unseal what was sealed before they were replaced; the last one first. */
    List<String> former();

    /** Where the keys are, for people: a file or the environment, and the file of the interim key while that is in use. */
    List<String> where();

    /** Whether a text, which may hold more, holds something that is sealed with one of the former keys. */
    boolean isSealedWithFormer(String text);

    /**
     * Makes a new key, which seals from now on. The one before unseals until it is forgotten: whoever keeps sealed secrets
     * seals them anew, at once or at the next start. Nothing is lost if the process dies in the middle.
     *
     * @throws Secrets.UnreadableSecretException when the present key cannot be used
     * @throws IllegalStateException when the key is not the gateway's to make, because it comes from the environment; the
     *     message says what to do
     */
    void rotate();

    /**
     * Forgets the former keys. What is still sealed with one of them, in a backup too, cannot be read any more.
     *
     * @throws IllegalStateException as {@link #rotate}
     */
    void forgetFormer();
}
