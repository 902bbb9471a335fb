/**
 * What an OCPP functional block implements and what it is given. A block runs for one station at a time, on that
 * station's event loop only: single-threaded, never blocking, every waiting by timer, every asynchronous result an
 * event or a callback on the loop.
 */
@NullMarked
@Export
@Version("0.3.0")
package io.karge.station;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
