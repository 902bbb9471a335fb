package io.karge.station;

import io.karge.ocpp.types.IdTokenType;
import java.util.List;

/** Port of what holds personal data of customers (N09, N10): blocks, and the runtime itself. On the loop. */
@OfferedBySeveral
public interface CustomerRecords {

    /** What is held about the customer with this token, one line each, for people; empty when nothing is. */
    List<String> about(IdTokenType idToken);

    /**
     * Erases it, in this step. What is still needed for delivery stays until it is delivered and is then erased too.
     *
     * @return what stays for now and why, one line each, for people
     */
    List<String> clear(IdTokenType idToken);
}
