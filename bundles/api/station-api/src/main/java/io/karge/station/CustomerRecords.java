package io.karge.station;

import io.karge.ocpp.types.IdTokenType;
import java.io.IOException;
import java.util.List;

/** Port of what holds personal data of customers (N09, N10): blocks, and the runtime itself. On the loop. */
@OfferedBySeveral
public interface CustomerRecords {

    /** What is held about the customer with this token, one line each, for people; empty when nothing is. */
    List<String> about(IdTokenType idToken);

    /**
     * Erases it, in this step. What is still needed for delivery stays until it is delivered and is then erased too.
     *
     * @return what became of what was held, one line each, for people: what was erased, what stays for now and why; empty when
     *     nothing was held
     */
    List<String> clear(IdTokenType idToken);

    /**
     * What has to be looked for in files, and erased there: done before {@link #about} and {@link #clear} are called.
     *
     * @param clear whether it is erased too
     */
    default List<FileSearch> files(IdTokenType idToken, boolean clear) {
        return List.of();
    }

    /** A search of files for what is held about a customer. */
    @FunctionalInterface
    interface FileSearch {

        /**
         * Done once, on a worker's thread.
         *
         * @return what was found, and whether it is erased, one line each, for people
         */
        List<String> run() throws IOException;
    }
}
