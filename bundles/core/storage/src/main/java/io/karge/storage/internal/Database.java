package io.karge.storage.internal;

import io.karge.storage.Write;
import java.util.List;
import java.util.SortedMap;

/**
 * What the storage thread needs from the file below it. Used by that thread alone. Anything it throws, except from
 * opening, leaves it unusable: it is closed and opened again.
 */
interface Database extends AutoCloseable {

    /** A copy of the entries whose key starts with the prefix, as of the last commit. */
    SortedMap<String, byte[]> entries(String prefix);

    /** Makes the changes of the open transaction. */
    void apply(List<Write> batch);

    /** Makes everything applied since the last commit durable, all of it or nothing. */
    void commit();

    /** Closes the files and drops what was not committed. */
    @Override
    void close();
}
