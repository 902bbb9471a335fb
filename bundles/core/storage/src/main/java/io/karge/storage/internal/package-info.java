/**
 * The durable store: one storage thread over one MapDB file. MapDB 3.1 writes a write-ahead log but never replays it,
 * so a process killed in the middle of a commit would leave a torn file; {@link io.karge.storage.internal.Journal}
 * closes that gap.
 */
@NullMarked
package io.karge.storage.internal;

import org.jspecify.annotations.NullMarked;
