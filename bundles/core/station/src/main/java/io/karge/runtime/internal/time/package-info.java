/** The one place that reads the clock and starts threads. */
@org.jspecify.annotations.NullMarked
package io.karge.runtime.internal.time;
