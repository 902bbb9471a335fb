/** Who may charge: functional block C. */
@NullMarked
package io.karge.block.authorization;

import org.jspecify.annotations.NullMarked;
