/** The gateway's REST interface and the gate of everything under {@code /api}. */
@NullMarked
package io.karge.rest;

import org.jspecify.annotations.NullMarked;
