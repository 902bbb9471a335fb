/** The raw log of a station's messages, in memory and on disk. */
@org.jspecify.annotations.NullMarked
package io.karge.runtime.internal.log;
