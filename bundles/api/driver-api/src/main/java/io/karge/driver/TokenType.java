package io.karge.driver;

/** The kinds of card that a reader tells apart; the names are those of the standard's IdTokenEnumType. */
public enum TokenType {
    ISO14443,
    ISO15693
}
