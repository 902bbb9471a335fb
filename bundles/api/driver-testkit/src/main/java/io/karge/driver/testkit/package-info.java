/**
 * What a driver and the programs around it are tested with: virtual time, a driver without hardware, and the contract
 * that every driver passes.
 */
@NullMarked
@Export
@Version("1.1.0")
package io.karge.driver.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
