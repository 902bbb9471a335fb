/** A whole gateway in one process without OSGi. */
@NullMarked
package io.karge.embedded;

import org.jspecify.annotations.NullMarked;
