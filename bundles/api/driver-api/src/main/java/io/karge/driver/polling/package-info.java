/**
 * A driver whose hardware is asked again and again: {@link PollingDriver} keeps the contract of {@link
 * io.karge.driver.StationDriver}, and a vendor's driver is left with the wire, {@link PolledHardware}.
 */
@NullMarked
@Export
@Version("1.1.0")
package io.karge.driver.polling;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
