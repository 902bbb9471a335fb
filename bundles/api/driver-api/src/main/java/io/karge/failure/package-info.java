/** What has failed, in words for people. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.failure;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
