/** Many stations in one gateway against a CSMS in another process. Run with {@code ./karge bench fleet}. */
@NullMarked
package io.karge.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
