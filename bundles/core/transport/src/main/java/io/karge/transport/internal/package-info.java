/** WebSockets with Jetty. */
@NullMarked
package io.karge.transport.internal;

import org.jspecify.annotations.NullMarked;
