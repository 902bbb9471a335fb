/** The runtime of the stations; nothing here is for others. */
@org.jspecify.annotations.NullMarked
package io.karge.runtime.internal;
