/** What systemd, and the scripts that start the gateway, want to know of it. */
@NullMarked
package io.karge.systemd;

import org.jspecify.annotations.NullMarked;
