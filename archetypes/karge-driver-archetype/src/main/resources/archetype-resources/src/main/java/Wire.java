package ${package};

import java.io.IOException;

/** The way to the cabinet: one line there, one line back. */
interface Wire {

    /** Asks and waits for the answer, which comes in time or is an exception; connects first when there is no connection. */
    String ask(String request) throws IOException;

    /** Lets go of the connection; callable on any thread. */
    void close();
}
