package io.karge.station;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings the stored form of a record from one version to the next, tree to tree: {@link StoredVersion}. */
public interface StoredMigration {

    /**
     * The same data in the version after {@code from}. The same data always give the same.
     *
     * @param from the version of the data, 1 or more
     * @param data a copy of what is stored; it may be changed and given back
     * @throws IllegalArgumentException when the data are not of that version; the message says why
     */
    ObjectNode next(int from, ObjectNode data);
}
