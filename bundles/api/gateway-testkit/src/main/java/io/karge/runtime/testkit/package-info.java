/** What a program on top of the gateway is tested with: a gateway that has and answers what the test says. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.runtime.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
