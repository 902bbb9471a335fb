package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.station.OfferedBySeveral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A port that several blocks offer at once. */
class SharedPortTest {
    private final GatewayHarness h = new GatewayHarness();

    /** Somebody who knows something. */
    @OfferedBySeveral
    public interface Source {
        Optional<String> says();
    }

    @BeforeEach
    void offer() {
        h.authorization.onStart = context -> context.offer(Source.class, () -> Optional.of("authorization"));
        h.availability.onStart = context -> context.offer(Source.class, () -> Optional.of("availability"));
        h.online();
    }

    private List<String> said() {
        return h.transactions.context().ports(Source.class).stream()
                .flatMap(source -> source.says().stream())
                .sorted()
                .toList();
    }

    @Test
    void isThereAsOftenAsItIsOffered() {
        assertThat(said()).containsExactly("authorization", "availability");
        assertThat(h.authorization.context().ports(Source.class))
                .as("to one who offers it, too")
                .hasSize(2);
        assertThat(h.transactions.context().port(Source.class)).isPresent();
    }

    @Test
    void goesWithTheBlockThatOffersIt() {
        List<Source> kept = h.transactions.context().ports(Source.class);
        h.now(h.gateway.removeBlock(h.authorization));
        h.time.runUntilIdle();
        assertThat(said()).containsExactly("availability");
        assertThat(kept.stream().flatMap(source -> source.says().stream())).containsExactly("availability");
        h.now(h.gateway.removeBlock(h.availability));
        h.time.runUntilIdle();
        assertThat(said()).isEmpty();
        h.gateway.addBlock(h.authorization);
        h.time.runUntilIdle();
        assertThat(said()).containsExactly("authorization");
    }

    @Test
    void isOfferedOnceByABlock() {
        assertThatThrownBy(() -> h.authorization.context().offer(Source.class, Optional::empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Source is offered already, by the block authorization");
    }

    @Test
    void oneThatFailsHasNothingToSay() {
        h.now(h.gateway.removeBlock(h.authorization));
        h.authorization.onStart = context -> context.offer(Source.class, () -> {
            throw new IllegalStateException("broken");
        });
        h.gateway.addBlock(h.authorization);
        h.time.runUntilIdle();
        List<String> answers = new ArrayList<>(said());
        assertThat(answers).containsExactly("availability");
    }
}
