/**
 * OCPP 2.0.1 on the wire (Part 4, chapter 4): frames, actions, error codes, and the {@link io.karge.ocpp.OcppCodec}
 * that turns text into frames and payloads into records, and back.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.ocpp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
