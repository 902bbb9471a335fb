package io.karge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"pollMilis, pollMillis", "POLLMILLIS, pollMillis", "plolMillis, pollMillis", "prot, port", "pot, port"})
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.of(word, List.of("port", "pollMillis"))).contains(meant);
    }

    @Test
    void findsNothingThatIsNotAlike() {
        assertThat(Nearest.of("host", List.of("port", "pollMillis"))).isEmpty();
        assertThat(Nearest.of("", List.of())).isEmpty();
    }
}
