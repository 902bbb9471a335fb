/**
 * The requests and responses of OCPP 2.0.1 (Part 2, Messages), one record for each schema of Part 3. They are built as
 * the data types are: {@link io.karge.ocpp.types}.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.ocpp.messages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
