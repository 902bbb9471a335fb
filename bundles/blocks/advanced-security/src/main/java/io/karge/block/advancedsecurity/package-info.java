/** The certificate of the station itself: security profile 3, and use cases A02 and A03. */
@NullMarked
package io.karge.block.advancedsecurity;

import org.jspecify.annotations.NullMarked;
