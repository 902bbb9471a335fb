package io.karge.runtime.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What log archives tell of the process that the gateway is.
 *
 * @param logFolder where {@code karaf.log} is, and what was put aside of it; null where there is none
 * @param version of the gateway, for people
 * @param bundles gives those of the container with version and state, a line each; on any thread
 */
public record ProcessFacts(@Nullable Path logFolder, String version, Supplier<List<String>> bundles) {}
