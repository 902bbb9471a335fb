package io.karge.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Part 5 says of a test case for charging stations, from {@code cases.json}: the cases of the profiles that the
 * products are certified for.
 *
 * @param profile the certification profile that asks for it
 * @param condition when it applies, see {@link Condition}; null when always
 */
record CaseFacts(
        String id, String name, String profile, @Nullable String condition) {
    private static final List<CaseFacts> ALL = read();

    /** All cases, sorted by id. */
    static List<CaseFacts> all() {
        return ALL;
    }

    static Optional<CaseFacts> find(String caseId) {
        return ALL.stream().filter(facts -> facts.id().equals(caseId)).findFirst();
    }

    /** The letter of the functional block: {@code B} of {@code TC_B_01_CS}. */
    static String block(String caseId) {
        return caseId.split("_", -1)[1];
    }

    private static List<CaseFacts> read() {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (InputStream file = CaseFacts.class.getResourceAsStream("cases.json")) {
            return List.of(json.readValue(file, CaseFacts[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("cases.json", e);
        }
    }
}
