/** A distribution from outside: its files, its process and its HTTP interfaces. */
@NullMarked
package io.karge.site;

import org.jspecify.annotations.NullMarked;
