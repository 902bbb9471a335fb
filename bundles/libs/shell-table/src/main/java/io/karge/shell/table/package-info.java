/** Prints records as a Karaf table or as JSON. Embedded into each bundle that brings shell commands. */
@NullMarked
package io.karge.shell.table;

import org.jspecify.annotations.NullMarked;
