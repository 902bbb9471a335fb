/**
 * What the records of OCPP are made of: the constraints of their components, and the one mechanism that holds them when
 * a record is built, read and written.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.ocpp.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
