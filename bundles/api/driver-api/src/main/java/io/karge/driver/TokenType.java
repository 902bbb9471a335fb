package io.karge.driver;

/**
 * The kinds of token that hardware can be shown; the names are those of the standard's IdTokenEnumType. Its Central is
 * none of them: such a token comes from the CSMS.
 */
public enum TokenType {
    ISO14443,
    ISO15693,
    /** The contract of a vehicle that speaks ISO 15118. */
    eMAID,
    /** A number that was typed. */
    KeyCode,
    /** What a vehicle is known by on the power line. */
    MacAddress,
    /** An id that the hardware itself has made, for example for coins. */
    Local,
    /** A start button; the uid is empty. */
    NoAuthorization
}
