package io.karge.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A factory reset that is done: nothing of the station's state is left.
 *
 * @param note what is still open, for people: that the hardware could not be put back into service yet, and why; null
 *     when nothing is
 */
public record FactoryReset(@Nullable String note) {}
