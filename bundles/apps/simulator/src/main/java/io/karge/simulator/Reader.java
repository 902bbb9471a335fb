package io.karge.simulator;

import io.karge.driver.TokenType;
import java.util.List;
import java.util.Locale;

/**
 * The card reader's registers.
 *
 * @param sequence grows by one for each card, 16 bit
 * @param evseId the EVSE chosen on the display, 0 if none
 */
record Reader(int sequence, String uid, TokenType type, int evseId) {
    /** What it can read, in the order of their numbers in the register. */
    static final List<TokenType> TYPES = List.of(TokenType.ISO14443, TokenType.ISO15693);

    static final Reader UNUSED = new Reader(0, "", TokenType.ISO14443, 0);

    Reader present(String newUid, TokenType newType, int newEvseId) {
        return new Reader((sequence + 1) & 0xFFFF, normalized(newUid), newType, newEvseId);
    }

    static String normalized(String uid) {
        return uid.toUpperCase(Locale.ROOT);
    }
}
