/** The device model of a station (Part 1, 4): components, variables, attributes, characteristics and reports. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.devicemodel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
