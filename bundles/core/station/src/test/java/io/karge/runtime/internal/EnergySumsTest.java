package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.TestModels;
import io.karge.station.BlockState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnergySumsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StationModel WALLBOX = TestModels.wallbox();
    private static final StationModel CABINET = TestModels.dc(1);

    private final Stored stored = new Stored();
    private final EnergySums sums = new EnergySums("CS-1");

    @Test
    void tellsReadingsAsTheyAreUntilItKnowsWhatWasCounted() {
        assertThat(sums.hasBegun()).isFalse();
        assertThat(read(sums, WALLBOX, 700, 0)).isEqualTo(700);
        assertThat(sums.last(1)).isEmpty();
    }

    @Test
    void addsUpTheSessionsOverARestart() {
        sums.begin(stored);
        read(sums, WALLBOX, 700, 0);
        assertThat(read(sums, WALLBOX, 200, 1)).as("the next session").isEqualTo(900);
        sums.store();

        EnergySums next = new EnergySums("CS-1");
        next.begin(stored);
        assertThat(next.last(1).map(MeterReading::energyWh)).contains(900L);
        assertThat(read(next, WALLBOX, 300, 2)).isEqualTo(1_000);
    }

    @Test
    void knowsItBetterThanTheStoreAtALaterBoot() {
        sums.begin(stored);
        read(sums, WALLBOX, 700, 0);
        sums.store();
        read(sums, WALLBOX, 100, 1);
        sums.begin(stored);
        assertThat(read(sums, WALLBOX, 50, 2)).isEqualTo(850);
        assertThat(sums.last(1).map(MeterReading::energyWh)).contains(850L);

        sums.store();
        Stored empty = new Stored();
        sums.begin(empty);
        sums.store();
        assertThat(empty.sum().totalWh()).as("as after a factory reset").isEqualTo(850);
    }

    @Test
    void doesNotCountWhatIsToldLate() {
        sums.begin(stored);
        read(sums, WALLBOX, 700, 1);
        MeterReading late = MeterReading.at(NOON).withEnergyWh(650);
        assertThat(sums.sum(WALLBOX, 1, late, true).energyWh()).isEqualTo(700);
        assertThat(read(sums, WALLBOX, 710, 2)).isEqualTo(710);
    }

    @Test
    void storesARegisterThatNeverFallsNowAndThenAndAtTheEnd() {
        sums.begin(stored);
        read(sums, CABINET, 10_000, 0);
        sums.store();
        read(sums, CABINET, 10_900, 60);
        sums.store();
        assertThat(stored.sum().registerWh()).isEqualTo(10_000);
        read(sums, CABINET, 11_000, 61);
        sums.store();
        assertThat(stored.sum().registerWh()).isEqualTo(11_000);

        read(sums, CABINET, 11_100, 62);
        sums.storeAll();
        assertThat(stored.sum().registerWh()).isEqualTo(11_100);
    }

    @Test
    void storesAtOnceThatARegisterHasFallen() {
        sums.begin(stored);
        read(sums, CABINET, 10_000, 0);
        sums.store();
        assertThat(read(sums, CABINET, 9_999, 1)).isGreaterThanOrEqualTo(10_000);
        sums.store();
        assertThat(stored.sum().registerWh()).isEqualTo(9_999);
    }

    @Test
    void countsAnewWhereWhatIsStoredCannotBeRead() {
        stored.readable = false;
        sums.begin(stored);
        assertThat(read(sums, WALLBOX, 700, 0)).isEqualTo(700);
        assertThat(sums.hasBegun()).isTrue();
    }

    private static long read(EnergySums sums, StationModel model, long registerWh, long second) {
        MeterReading reading = MeterReading.at(NOON.plusSeconds(second)).withEnergyWh(registerWh);
        return sums.sum(model, 1, reading, false).energyWh();
    }

    /** What is stored, in memory. */
    private static final class Stored implements BlockState {
        private final Map<String, Record> records = new TreeMap<>();
        private boolean readable = true;

        EnergySum sum() {
            return (EnergySum) records.get(EnergySums.PREFIX + 1);
        }

        @Override
        public <T extends Record> Optional<T> get(String key, Class<T> type) {
            return Optional.ofNullable(records.get(key)).map(type::cast);
        }

        @Override
        public <T extends Record> Map<String, T> all(String prefix, Class<T> type) {
            if (!readable) {
                throw new StateException("of a later release", new IllegalArgumentException());
            }
            return records.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> type.cast(entry.getValue())));
        }

        @Override
        public void put(String key, Record value) {
            records.put(key, value);
        }

        @Override
        public void remove(String key) {
            records.remove(key);
        }
    }
}
