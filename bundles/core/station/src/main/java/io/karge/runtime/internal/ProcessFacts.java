package io.karge.runtime.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What log archives tell of the process that the gateway is.
 *
 * @param logFolder where {@code karaf.log} is, and what was put aside of it; null where there is none
 * @param version of the gateway, for people
 */
public record ProcessFacts(@Nullable Path logFolder, String version) {}
