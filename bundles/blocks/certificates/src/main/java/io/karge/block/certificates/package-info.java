/** The certificates that a station trusts: functional block M, as far as stations without ISO 15118 have it. */
@NullMarked
package io.karge.block.certificates;

import org.jspecify.annotations.NullMarked;
