package io.karge.storage.internal;

import io.karge.storage.StoreProblem;
import java.io.IOException;
import java.util.List;

/** Where the storage thread gets its database from, again after each failure. */
interface StoreSource {

    /**
     * An open database.
     *
     * @param problems what an administrator should know although the store is open
     */
    record Opened(Database database, List<StoreProblem> problems) {
        public Opened {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Opens the store when the gateway starts: makes it when there is none, keeps an unreadable one aside.
     *
     * @throws IOException when that is not possible now
     */
    Opened openFirst() throws IOException;

    /**
     * Opens the store again after a failure, when stations hold state that is in it.
     *
     * @throws IOException when that is not possible now
     * @throws CorruptStoreException when it is unreadable; it stays where it is
     */
    Opened reopen() throws IOException;

    /** Says in words what keeps the store from being used. */
    StoreProblem problem(Throwable cause);
}
