package io.karge.station.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurableAlarmsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> rung = new ArrayList<>();
    private final BlockTester station = BlockTester.of(new Sleepers());
    private final Instant begin = station.now();

    /** What the alarms wake. */
    private final class Sleepers implements FunctionalBlockFactory {
        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public Set<Action> answers() {
            return Set.of();
        }

        @Override
        public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
            return List.of();
        }

        @Override
        public FunctionalBlock create(StationContext context) {
            return new Sleeper();
        }
    }

    private final class Sleeper implements FunctionalBlock {
        @Override
        public void start() {}

        @Override
        public void on(StationEvent event) {}

        @Override
        public void on(OcppRequest request, Responder responder) {}

        @Override
        public void alarm(String key) {
            rung.add(key + " " + Duration.between(begin, station.now()));
        }

        @Override
        public void close() {}
    }

    private void set(String key, Duration after) {
        station.context().alarm(key, begin.plus(after));
    }

    @Test
    void wakesTheBlockOnceWhenItIsDueAndNotBefore() {
        station.start();
        set("renewal", DAY);
        station.advance(DAY.minusMillis(1));
        assertThat(rung).isEmpty();
        station.advance(Duration.ofMillis(1));
        assertThat(rung).containsExactly("renewal PT24H");
        station.advance(DAY);
        assertThat(rung).hasSize(1);
        assertThat(station.state().keys()).isEmpty();
    }

    @Test
    void wakesItSoonWhenItIsOverdue() {
        station.start();
        set("late", Duration.ofHours(-1));
        assertThat(rung).as("not within the step that sets it").isEmpty();
        station.advance(Duration.ZERO);
        assertThat(rung).containsExactly("late PT0S");
    }

    @Test
    void survivesTheEndOfTheBlockThatSetItAndIsHeldWhileItIsAway() {
        station.start();
        set("renewal", DAY);
        station.close();
        station.advance(DAY.multipliedBy(2));
        assertThat(rung).isEmpty();
        station.start();
        station.advance(Duration.ZERO);
        assertThat(rung).containsExactly("renewal PT48H");
    }

    @Test
    void keepsSeveralApartMovesOneAndCallsOneOff() {
        station.start();
        set("a", Duration.ofHours(1));
        set("b", Duration.ofHours(2));
        set("c", Duration.ofHours(3));
        set("a", Duration.ofHours(4));
        station.context().cancelAlarm("b");
        station.context().cancelAlarm("unknown");
        station.advance(DAY);
        assertThat(rung).containsExactly("c PT3H", "a PT4H");
    }
}
