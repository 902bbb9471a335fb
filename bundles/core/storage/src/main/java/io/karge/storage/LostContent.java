package io.karge.storage;

import java.util.SortedMap;

/**
 * What is known of a store that the gateway does not use any more.
 *
 * @param whole whether that is everything which was in it; else what could be read of a damaged one, perhaps nothing
 * @param entries what was in it
 * @param replacement the backup that was restored after it, empty when none was
 */
public record LostContent(boolean whole, SortedMap<String, byte[]> entries, SortedMap<String, byte[]> replacement) {}
