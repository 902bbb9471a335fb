/**
 * The one durable store of the gateway: entries of a text key and bytes, written in atomic batches that share group
 * commits. Blocks and the runtime of a station write through a {@link io.karge.storage.StoreWriter}; nothing here ever
 * blocks an event loop except what says so.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.karge.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
