/** What reading, writing, storing and carrying cost. Run with {@code ./karge bench}. */
@NullMarked
package io.karge.benchmarks;

import org.jspecify.annotations.NullMarked;
