/** What cfg files of the container say, checked before anybody believes it. */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
