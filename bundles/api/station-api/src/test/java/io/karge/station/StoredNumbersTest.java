package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that was stored is repeated identically, so its numbers have to come back to the last zero. */
class StoredNumbersTest {
    record Sample(BigDecimal value) {}

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000", "1000.0", "0.10", "-12.500", "12345678901234567890.123456789"})
    void comeBackAsTheyWere(String number) {
        Sample before = new Sample(new BigDecimal(number));

        assertThat(StoredRecord.read(StoredRecord.write(before), Sample.class)).isEqualTo(before);
    }
}
