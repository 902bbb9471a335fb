/** The one way to ask for the time and to wait. Everything that waits does so through a {@link io.karge.time.TimeSource}. */
@NullMarked
@Export
@Version("1.0.0")
package io.karge.time;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
