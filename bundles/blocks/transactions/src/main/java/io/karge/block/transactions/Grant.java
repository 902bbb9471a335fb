package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may draw energy in a session.
 *
 * @param idToken who was authorized last, null when nobody has been
 * @param groupIdToken that token's group, null when it has none or none is known
 * @param evseIds the EVSEs at which the token is allowed (C01.FR.21); empty: all
 * @param reported whether a TransactionEvent has carried the token
 * @param remoteStartId the remote start that is still to be reported, else null
 */
record Grant(
        State state,
        @Nullable IdTokenType idToken,
        @Nullable IdTokenType groupIdToken,
        List<Integer> evseIds,
        boolean reported,
        @Nullable Integer remoteStartId) {

    enum State {
        /** Nobody has been authorized yet. */
        NONE,
        GRANTED,
        /** The CSMS does not accept the token, the transaction goes on without energy (E05.FR.02). */
        WITHHELD,
        /** Somebody was authorized and is not any more. */
        ENDED
    }

    static final Grant NONE = new Grant(State.NONE, null, null, List.of(), false, null);

    Grant {
        groupIdToken = Tokens.group(groupIdToken);
        evseIds = List.copyOf(evseIds);
    }

    Grant as(State next) {
        return new Grant(next, idToken, groupIdToken, evseIds, reported, remoteStartId);
    }

    Grant inGroup(IdTokenType group) {
        return new Grant(state, idToken, group, evseIds, reported, remoteStartId);
    }

    Grant asReported() {
        return new Grant(state, idToken, groupIdToken, evseIds, true, null);
    }

    boolean granted() {
        return state == State.GRANTED;
    }

    /** Somebody holds this session: a second card does not get it. */
    boolean held() {
        return state == State.GRANTED || state == State.WITHHELD;
    }

    boolean allows(int evseId) {
        return evseIds.isEmpty() || evseIds.contains(evseId);
    }
}
