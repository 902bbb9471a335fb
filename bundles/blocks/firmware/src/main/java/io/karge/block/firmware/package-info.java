/** Firmware updates of stations: functional block L, as far as stations have it (L01). */
@NullMarked
package io.karge.block.firmware;

import org.jspecify.annotations.NullMarked;
