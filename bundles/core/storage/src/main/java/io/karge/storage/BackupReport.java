package io.karge.storage;

import java.nio.file.Path;

/**
 * A backup that was written.
 *
 * @param file the absolute path
 * @param entries how many entries it holds
 * @param bytes its size
 */
public record BackupReport(Path file, int entries, long bytes) {}
