package io.karge.station;

/**
 * How far a transfer is.
 *
 * @param moved octets of the file that are there, those of earlier attempts included
 * @param total -1 while it is not known
 */
public record TransferProgress(long moved, long total) {}
