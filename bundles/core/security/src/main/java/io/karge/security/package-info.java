/** Secrets at rest, secrets kept out of logs, certificates and whom they are believed. */
@Export
@Version("0.2.0")
@NullMarked
package io.karge.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
