/** Registration, configuration and time of a station: functional block B, with G02 and the boot's security event. */
@NullMarked
package io.karge.block.provisioning;

import org.jspecify.annotations.NullMarked;
