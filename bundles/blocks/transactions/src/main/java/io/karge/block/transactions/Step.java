package io.karge.block.transactions;

import org.jspecify.annotations.Nullable;

/**
 * What an input made of a session.
 *
 * @param session null when nothing is left of it
 * @param report the event to send, null when there is none
 */
record Step(@Nullable Session session, @Nullable Report report) {

    static Step silent(Session session) {
        return new Step(session, null);
    }

    static final Step GONE = new Step(null, null);
}
