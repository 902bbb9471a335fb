/** What systemd wants to know of the gateway when it runs as its service. */
@NullMarked
package io.karge.systemd;

import org.jspecify.annotations.NullMarked;
