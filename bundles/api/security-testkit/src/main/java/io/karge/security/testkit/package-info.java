/** Certificates for tests: authorities that issue good ones and bad ones. */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.security.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
