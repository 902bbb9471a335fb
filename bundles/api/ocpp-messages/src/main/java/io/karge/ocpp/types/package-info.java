/**
 * The data types and enumerations of OCPP 2.0.1 (Part 2, Datatypes and Enumerations), named as in the JSON schemas of
 * Part 3.
 *
 * <p>A record cannot be built with an invalid value: its constructor throws
 * {@link io.karge.ocpp.schema.InvalidValueException}. Required components come first, {@code of} takes just these; the
 * optional ones are null when absent and are set by {@code withX}, which returns a changed copy. Lists are immutable.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.ocpp.types;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
