/** Functional block J: meter values, sampled and clock-aligned. */
@NullMarked
package io.karge.block.metering;

import org.jspecify.annotations.NullMarked;
