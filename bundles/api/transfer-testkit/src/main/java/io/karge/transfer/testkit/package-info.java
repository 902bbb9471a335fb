/** File servers for tests, on loopback and on free ports, which can be told to fail. */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.transfer.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
