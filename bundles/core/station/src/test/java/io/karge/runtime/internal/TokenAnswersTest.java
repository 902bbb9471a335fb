package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareCommand.AnswerToken.Status;
import io.karge.driver.HardwareEvent;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.TestModels;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One answer for each token that is presented, whatever becomes of the block that decides. */
class TokenAnswersTest {
    private final GatewayHarness station = new GatewayHarness(TestModels.post());

    private List<AnswerToken> answers() {
        return station.cabinet().commands().stream()
                .filter(AnswerToken.class::isInstance)
                .map(AnswerToken.class::cast)
                .toList();
    }

    private static AnswerToken answer(Status status, String reason) {
        return new AnswerToken(0, "04A2B3C4", TokenType.ISO14443, status, reason, "");
    }

    private void present() {
        station.cabinet().presentToken(0, "04A2B3C4", TokenType.ISO14443);
        station.time.advance(Duration.ofSeconds(1));
    }

    @Test
    void passesTheAnswerOfTheBlockOnce() {
        List<CommandResult> results = new ArrayList<>();
        station.transactions.onEvent = (context, event) -> {
            if (event instanceof StationEvent.Hardware hardware
                    && hardware.event() instanceof HardwareEvent.TokenPresented) {
                context.command(answer(Status.ACCEPTED, ""), results::add);
                context.command(answer(Status.REFUSED, "twice"), results::add);
            }
        };
        station.online();
        present();

        assertThat(answers()).containsExactly(answer(Status.ACCEPTED, ""));
        assertThat(results).hasSize(2).hasAtLeastOneElementOfType(CommandResult.Rejected.class);
        assertThat(station.cabinet().display()).isEqualTo("Accepted");
    }

    @Test
    void refusesWhatTheBlockHadNotDecidedWhenItLeaves() {
        station.online();
        present();
        present();
        assertThat(answers()).isEmpty();

        station.gateway.removeBlock(station.transactions);
        station.time.advance(Duration.ofSeconds(1));
        assertThat(answers()).containsExactly(answer(Status.REFUSED, "try again"), answer(Status.REFUSED, "try again"));

        present();
        assertThat(answers()).hasSize(3).last().isEqualTo(answer(Status.REFUSED, "out of service"));
        station.gateway.addBlock(station.transactions);
        station.time.advance(Duration.ofSeconds(1));
        assertThat(answers()).hasSize(3);
    }

    /** The answer that the failed step had given is undone with it, and the reader is told all the same. */
    @Test
    void refusesWhenTheBlockFailsAtTheToken() {
        station.transactions.onEvent = (context, event) -> {
            if (event instanceof StationEvent.Hardware hardware
                    && hardware.event() instanceof HardwareEvent.TokenPresented) {
                context.command(answer(Status.ACCEPTED, ""), result -> {});
                throw new IllegalStateException("a defect");
            }
        };
        station.online();
        present();

        assertThat(answers()).containsExactly(answer(Status.REFUSED, "try again"));
    }

    @Test
    void asksNoHardwareThatTakesNoAnswers() {
        GatewayHarness plain = new GatewayHarness();
        plain.online();
        plain.gateway.removeBlock(plain.transactions);
        plain.cabinet().presentToken(0, "04A2B3C4", TokenType.ISO14443);
        plain.time.advance(Duration.ofSeconds(1));

        assertThat(plain.cabinet().commands()).noneMatch(AnswerToken.class::isInstance);
    }

    /** What is told late has the time of when it happened. */
    @Test
    void tellsTheBlocksWhenSomethingHappenedThatTheHardwareTellsLate() {
        GatewayHarness plain = new GatewayHarness();
        plain.online();
        plain.transactions.events.clear();
        plain.cabinet().tellLate(Duration.ofMinutes(3));
        plain.cabinet().pressStop(1);
        plain.time.advance(Duration.ZERO);

        assertThat(plain.transactions.events(StationEvent.Hardware.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.event()).isInstanceOf(HardwareEvent.StopRequested.class);
                    assertThat(told.at()).isEqualTo(plain.time.wallClock().minus(Duration.ofMinutes(3)));
                });
    }
}
