package io.karge.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,0 s",
        "PT0.4S,0 s",
        "PT11.999S,12 s",
        "PT-11.999S,12 s",
        "PT59.7S,1 min",
        "PT5M,5 min",
        "PT5M1S,5 min 1 s",
        "PT59M59.6S,1 h",
        "PT2H2M31S,2 h 3 min",
        "PT23H59M40S,1 d",
        "P3DT4H10M,3 d 4 h",
        "P20000D,20000 d",
    })
    void saysTheTwoLargestUnitsOfADuration(Duration duration, String words) {
        assertThat(TimeWords.of(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T18:09:19.725422950Z,2026-11-30T18:09:19Z",
        "2026-11-30T18:09:00Z,2026-11-30T18:09:00Z",
    })
    void saysATimeToTheSecond(Instant time, String words) {
        assertThat(TimeWords.of(time)).isEqualTo(words);
    }
}
