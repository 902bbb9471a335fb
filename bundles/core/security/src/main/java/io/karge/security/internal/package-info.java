@NullMarked
package io.karge.security.internal;

import org.jspecify.annotations.NullMarked;
