/** Starting and stopping of transactions by the CSMS: functional block F. */
@NullMarked
package io.karge.block.remotecontrol;

import org.jspecify.annotations.NullMarked;
