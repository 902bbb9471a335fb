package io.karge.station.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.ClearCacheRequest;
import io.karge.ocpp.messages.ClearCacheResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.station.CallPermission;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.HoldEffect;
import io.karge.station.ProductFacts;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockTesterTest {
    private static final VariableKey COUNT = VariableKey.of("TestCtrlr", "Count");

    record Count(int value) {}

    private final List<String> log = new ArrayList<>();
    private final List<StationContext> contexts = new ArrayList<>();
    private final BlockTester tester = BlockTester.of(new CountingFactory());

    @Test
    void keepsTheStateWhenTheBlockIsMadeAnew() {
        tester.start();
        tester.plugIn(1);
        tester.close();
        tester.start();

        assertThat(log).containsExactly("start 0", "plugged 1", "start 1");
        assertThat(tester.state().keys()).containsExactly("count");
    }

    @Test
    void handlesWhatTheBlockPublishesInTheSameStep() {
        tester.start();

        tester.plugIn(1);

        assertThat(tester.published(StationEvent.VariableChanged.class))
                .containsExactly(new StationEvent.VariableChanged(COUNT, "1"));
        assertThat(log).contains("plugged 1");
    }

    @Test
    void nothingOfAClosedBlockWorksAnyMore() {
        tester.start();
        StationContext old = contexts.get(0);
        tester.close();
        tester.clearRecords();

        old.state().put("ghost", new Count(1));
        old.deviceModel().publish(COUNT, "7");
        old.command(new HardwareCommand.ReadMeter(1), result -> log.add("result"));
        old.publish(new StationEvent.Disconnected("ghost"));
        old.after(Duration.ofSeconds(1), () -> log.add("timer"));
        old.post(() -> log.add("post"));
        old.async(() -> log.add("work"), reply -> log.add("reply"));
        old.hold(1, "ghost", Set.of(HoldEffect.REFUSES_SESSIONS));
        old.lifeCycle().restart(BootReasonEnumType.LocalReset);
        old.problems().raise("ghost", "what", "why", "remedy");
        int before = log.size();
        tester.advance(Duration.ofMinutes(1));

        assertThat(tester.state().keys()).doesNotContain("ghost");
        assertThat(tester.deviceModel().value(COUNT)).isNotEqualTo(Optional.of("7"));
        assertThat(tester.commands()).isEmpty();
        assertThat(tester.published()).isEmpty();
        assertThat(tester.holds().all()).isEmpty();
        assertThat(tester.lifeCycle().restarts()).isEmpty();
        assertThat(tester.problems().raised()).isEmpty();
        assertThat(log).hasSize(before);
        assertThat(tester.passedOver())
                .as("and a test can see that it was tried")
                .hasSize(9);
    }

    @Test
    void recordsCallsAndGivesTheirRepliesOnce() {
        tester.start();
        tester.plugIn(1);
        SentCall call = tester.lastCall();
        assertThat(call.permission()).isEqualTo(CallPermission.ACCEPTED);

        call.timeOut();

        assertThat(log).endsWith("TimedOut[meanwhile=]");
        assertThatIllegalStateException().isThrownBy(call::timeOut);
    }

    @Test
    void recordsCommandsAndGivesTheirResults() {
        tester.start();
        tester.plugIn(2);

        assertThat(tester.lastCommand().command()).isEqualTo(new HardwareCommand.ReadMeter(2));
        tester.lastCommand().accept();

        assertThat(log).endsWith("Accepted[]");
    }

    @Test
    void takesTimersAndOpenCallsFromAClosedBlock() {
        tester.start();
        tester.plugIn(1);
        SentCall call = tester.lastCall();

        tester.close();
        tester.advance(Duration.ofHours(1));

        assertThat(log).doesNotContain("tick");
        assertThatIllegalStateException().isThrownBy(call::timeOut);
    }

    @Test
    void runsWhatIsPostedAsAStepUntilTheBlockIsClosed() {
        tester.start();
        StationContext context = contexts.get(0);
        context.post(() -> log.add("posted"));
        assertThat(log).doesNotContain("posted");
        tester.time().runUntilIdle();
        assertThat(log).endsWith("posted");

        context.post(() -> log.add("too late"));
        tester.close();
        tester.time().runUntilIdle();
        assertThat(log).endsWith("posted");
    }

    @Test
    void letsTimePass() {
        tester.start();
        tester.plugIn(1);

        tester.advance(Duration.ofSeconds(10));

        assertThat(log).contains("tick");
    }

    @Test
    void givesTheAnswerToARequest() {
        tester.start();

        assertThat(tester.request(ClearCacheRequest.of())
                        .response(ClearCacheResponse.class)
                        .status())
                .isEqualTo(ClearCacheStatusEnumType.Accepted);
        assertThatThrownBy(() -> tester.request(ResetRequest.of(ResetEnumType.Immediate)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Reset");
    }

    @Test
    void failsTheTestWithWhatTheBlockThrows() {
        tester.start();

        assertThatIllegalStateException()
                .isThrownBy(() -> tester.tell(new StationEvent.HardwareLost("test")))
                .withMessage("broken");
        tester.plugIn(1);
        assertThat(log).as("goes on").contains("plugged 1");
    }

    private final class CountingFactory implements FunctionalBlockFactory {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Set<Action> answers() {
            return Set.of(Action.ClearCache);
        }

        @Override
        public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
            return List.of(new VariableDefinition(
                    COUNT,
                    DataEnumType.integer,
                    MutabilityEnumType.ReadOnly,
                    "0",
                    null,
                    null,
                    null,
                    List.of(),
                    false,
                    false,
                    false));
        }

        @Override
        public FunctionalBlock create(StationContext context) {
            return new Counting(context);
        }
    }

    private final class Counting implements FunctionalBlock {
        private final StationContext context;

        Counting(StationContext context) {
            this.context = context;
            contexts.add(context);
        }

        @Override
        public void start() {
            log.add("start " + count());
        }

        private int count() {
            return context.state().get("count", Count.class).map(Count::value).orElse(0);
        }

        @Override
        public void on(StationEvent event) {
            if (event instanceof StationEvent.HardwareLost) {
                throw new IllegalStateException("broken");
            }
            if (event instanceof StationEvent.EvseChanged changed) {
                context.state().put("count", new Count(count() + 1));
                log.add("plugged " + count());
                context.deviceModel().publish(COUNT, Integer.toString(count()));
                context.call(
                        HeartbeatRequest.of(),
                        HeartbeatResponse.class,
                        CallPermission.ACCEPTED,
                        reply -> log.add(reply.toString()));
                context.command(new HardwareCommand.ReadMeter(changed.evseId()), result -> log.add(result.toString()));
                context.after(Duration.ofSeconds(10), () -> log.add("tick"));
            }
        }

        @Override
        public void on(OcppRequest request, Responder responder) {
            if (request instanceof ClearCacheRequest) {
                responder.answer(ClearCacheResponse.of(ClearCacheStatusEnumType.Accepted));
            } else {
                responder.refuse(RpcErrorCode.InternalError, "unexpected");
            }
        }

        @Override
        public void close() {}
    }
}
