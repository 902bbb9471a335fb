/** The status of the connectors: functional block G. */
@NullMarked
package io.karge.block.availability;

import org.jspecify.annotations.NullMarked;
