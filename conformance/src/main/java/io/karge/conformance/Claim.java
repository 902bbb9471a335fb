package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a product's file says of the product, held against what its running station shows.
 *
 * @param id of Part 5 where it has one, else a word
 * @param name what it is
 * @param claimed the product's fact as it is: true, false, a number, a text, a list
 * @param shown by what the station shows it, or what it shows instead; empty when nothing does
 */
record Claim(String id, String name, JsonNode claimed, String shown, Agreement agreement) {
    /** Whether the product file tells the truth. */
    enum Agreement {
        SHOWN,
        DIFFERS,
        /** Neither the inventory nor a case that was run shows it. */
        NOT_EXAMINED
    }

    /** The claim for people. */
    String text() {
        return Features.text(claimed);
    }
}
