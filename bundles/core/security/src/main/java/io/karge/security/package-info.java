/** Secrets: encrypted where they lie, masked where they are shown. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
