package io.karge.storage;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A store that the gateway does not use any more: it could not be read, or a backup was restored in its place. Where a
 * backup was restored and nothing is known of the store of before, it stands for that. It is there until an administrator
 * moves its folder away.
 *
 * @param folder where its files are
 * @param since when it was set aside
 * @param replaced whether a backup was restored since then
 */
public record LostStore(Path folder, Instant since, boolean replaced) {}
