/** The encryption and the master key. */
@NullMarked
package io.karge.security.internal;

import org.jspecify.annotations.NullMarked;
