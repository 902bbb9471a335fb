package io.karge.runtime;

/**
 * How a station is to be put back to its cfg and its product file.
 *
 * @param connect whether it connects afterwards; else it stays offline until it is told to
 * @param force whether it is also done when something is lost with it: transactions that run are ended first, and what
 *     the CSMS has not got is kept as a copy
 * @param who wants it, for the security log: a user, a remote address
 */
public record ResetOrder(boolean connect, boolean force, String who) {}
