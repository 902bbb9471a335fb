/**
 * What a functional block is tested with: a station on virtual time that records what the block does and does what the
 * test says.
 */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.station.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
