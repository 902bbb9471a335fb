/** Security events: the security log and what the CSMS is told of it (A04). */
@NullMarked
package io.karge.block.securityevents;

import org.jspecify.annotations.NullMarked;
