/**
 * What a driver of charging hardware implements and what it is given. A driver imports this package, {@code
 * io.karge.time}, its wire library and slf4j, and nothing else; it knows no OCPP.
 */
@NullMarked
@Export
@Version("1.1.0")
package io.karge.driver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
