/**
 * Registers over Modbus TCP, for drivers. It hides the library that makes the frames: a driver imports this package and
 * {@code io.karge.driver}.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.karge.driver.modbus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
