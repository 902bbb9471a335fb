/** Secrets at rest, and secrets kept out of logs. */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
