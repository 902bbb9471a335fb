/** Files that outlive a crash. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
