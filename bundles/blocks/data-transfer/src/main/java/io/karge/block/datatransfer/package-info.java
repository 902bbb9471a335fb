/** Messages that the standard does not have: functional block P. */
@NullMarked
package io.karge.block.datatransfer;

import org.jspecify.annotations.NullMarked;
