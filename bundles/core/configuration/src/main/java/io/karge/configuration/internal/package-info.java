/** Sees to it that what the container remembers of cfg files is what lies in etc/. */
@org.jspecify.annotations.NullMarked
package io.karge.configuration.internal;
