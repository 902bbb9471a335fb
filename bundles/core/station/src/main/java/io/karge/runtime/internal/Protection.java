package io.karge.runtime.internal;

import java.util.function.UnaryOperator;

/**
 * What keeps secrets secret.
 *
 * @param seal makes of a secret a text that may lie on the disk
 * @param unseal the secret again
 */
public record Protection(UnaryOperator<String> seal, UnaryOperator<String> unseal) {}
