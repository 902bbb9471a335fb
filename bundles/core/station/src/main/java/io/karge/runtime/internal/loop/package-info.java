/** The event loop of a station: its mailbox, its steps, and the gate that makes durable before visible. */
@org.jspecify.annotations.NullMarked
package io.karge.runtime.internal.loop;
