package io.karge.storage.internal;

import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import java.io.IOException;

/** Where the storage thread gets its database from, again after each failure. */
interface StoreSource {

    /**
     * Opens the store when the gateway starts: makes it when there is none, sets an unreadable one aside, restores the
     * backup that lies there.
     *
     * @throws IOException when that is not possible now
     */
    Database openFirst() throws IOException;

    /**
     * Opens the store again after a failure, when stations hold state that is in it.
     *
     * @throws IOException when that is not possible now
     * @throws CorruptStoreException when it is unreadable; it stays where it is
     */
    Database reopen() throws IOException;

    /** What people should know while the store is open. Asked for now and then: people move files away. */
    StoreState look() throws IOException;

    /** What could be read of a store that was set aside. Any thread. */
    LostContent read(LostStore lost) throws IOException;

    /** Says in words what keeps the store from being used. */
    StoreProblem problem(Throwable cause);
}
