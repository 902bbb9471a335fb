/**
 * OCPP-J (OCPP 2.0.1 Part 4) in two layers: {@link io.karge.transport.WebSocketConnector} opens WebSockets, {@link
 * io.karge.transport.OcppConnection} keeps one open for a station and carries CALLs and their answers over it.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
