/** The administrator's commands for stations, drivers and routes. */
@NullMarked
package io.karge.shell;

import org.jspecify.annotations.NullMarked;
