package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.block.transactions.Rules.Point;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.testkit.FakeHardware;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine alone: what no order of inputs may break, and the rows of its tables that stories do not reach. */
class SessionMachineTest {
    private static final Instant NOW = VirtualTime.DEFAULT_START;

    /** E01.FR.07, E02.FR.07, E03.FR.06, E04.FR.04, E05.FR.04, E06.FR.14, E07.FR.11, E08.FR.08, E09.FR.04, E10.FR.03. */
    @Test
    void holdsTheSequenceInEveryOrderOfInputs() {
        for (int seed = 0; seed < 3000; seed++) {
            List<Report> reports = run(new Random(seed));
            String transaction = null;
            int next = 0;
            for (Report report : reports) {
                String why = "seed " + seed + ": " + reports;
                if (report.type() == TransactionEventEnumType.Started) {
                    assertThat(transaction).as(why).isNull();
                    assertThat(report.chargingState()).as(why).isNotNull();
                    transaction = report.transactionId();
                    next = 0;
                }
                assertThat(report.transactionId()).as(why).isEqualTo(transaction);
                assertThat(report.seqNo()).as(why).isEqualTo(next++);
                if (report.type() == TransactionEventEnumType.Ended) {
                    assertThat(report.stoppedReason()).as(why).isNotNull();
                    transaction = null;
                } else {
                    assertThat(report.stoppedReason()).as(why).isNull();
                }
            }
        }
    }

    @Test
    void leavesNothingBehindWhenTheVehicleIsGoneAndNobodyIsAuthorized() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Rules rules = rules(random);
            Session session = walk(random, rules, new ArrayList<>());
            Session ended = session == null
                    ? null
                    : apply(
                                    session,
                                    new Input.Stopped(TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local, null),
                                    rules)
                            .session();
            Session gone = ended == null
                    ? null
                    : apply(ended, hardware(unplugged()), rules).session();
            assertThat(gone).as("seed " + seed + " " + rules).isNull();
        }
    }

    private static List<Report> run(Random random) {
        List<Report> reports = new ArrayList<>();
        walk(random, rules(random), reports);
        return reports;
    }

    private static Session walk(Random random, Rules rules, List<Report> reports) {
        Session session = Session.fresh(1);
        for (int i = 0; i < 25; i++) {
            Step step = apply(session == null ? Session.fresh(1) : session, input(random), rules);
            session = step.session();
            if (step.report() != null) {
                reports.add(step.report());
            }
        }
        return session;
    }

    private static Rules rules(Random random) {
        return new Rules(
                points(random), points(random), Duration.ofSeconds(60), random.nextBoolean(), random.nextBoolean());
    }

    private static Set<Point> points(Random random) {
        Set<Point> points = new HashSet<>();
        points.add(pick(random, List.of(Point.values())));
        points.add(pick(random, List.of(Point.values())));
        return points;
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Input input(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Input.Authorized(TransactionsTester.CARD, null, List.of(), random.nextBoolean() ? 7 : null);
            case 1 ->
                new Input.Stopped(TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local, TransactionsTester.CARD);
            case 2 -> new Input.Stopped(TriggerReasonEnumType.RemoteStop, ReasonEnumType.Remote, null);
            case 3 ->
                new Input.IdTokenInfoReceived(
                        TransactionsTester.CARD,
                        IdTokenInfoType.of(
                                random.nextBoolean()
                                        ? AuthorizationStatusEnumType.Accepted
                                        : AuthorizationStatusEnumType.Invalid));
            case 4 -> new Input.Overdue();
            case 5 -> new Input.Interrupted(ReasonEnumType.PowerLoss);
            default -> hardware(state(random));
        };
    }

    private static EvseState state(Random random) {
        boolean pluggedIn = random.nextInt(4) > 0;
        Set<Fault> faults = random.nextInt(8) == 0 ? Set.of(new Fault("GroundFailure", "")) : Set.of();
        VehicleState vehicle = pluggedIn ? pick(random, List.of(VehicleState.values())) : VehicleState.ABSENT;
        return state(pluggedIn, vehicle, random.nextBoolean(), faults);
    }

    private static EvseState unplugged() {
        return state(false, VehicleState.ABSENT, false, Set.of());
    }

    private static EvseState state(boolean pluggedIn, VehicleState vehicle, boolean closed, Set<Fault> faults) {
        EvseState idle = FakeHardware.idle(1, NOW);
        return new EvseState(1, pluggedIn, vehicle, closed, true, faults, idle.meter(), null);
    }

    private static Input hardware(EvseState state) {
        return new Input.Hardware(state, true, true);
    }

    private static Step apply(Session session, Input input, Rules rules) {
        return SessionMachine.apply(session, input, rules, new Moment(NOW, "tx-" + System.identityHashCode(input), 0));
    }

    @ParameterizedTest
    @CsvSource({
        // grant,  energised, plugged, closed, vehicle,             last,          state
        "NONE,     false,     false,   false,  ABSENT,              Idle,          Idle",
        "NONE,     false,     true,    false,  WAITING,             Idle,          EVConnected",
        "NONE,     false,     true,    true,   WAITING,             EVConnected,   Charging",
        "GRANTED,  false,     true,    false,  CHARGING,            EVConnected,   EVConnected",
        "GRANTED,  false,     true,    false,  SUSPENDED_BY_VEHICLE, EVConnected,  SuspendedEV",
        "GRANTED,  false,     true,    true,   WAITING,             EVConnected,   Charging",
        "GRANTED,  true,      true,    true,   CHARGING,            Charging,      Charging",
        "GRANTED,  true,      true,    false,  CHARGING,            Charging,      Charging",
        "GRANTED,  true,      true,    false,  CHARGING,            SuspendedEV,   SuspendedEV",
        "GRANTED,  true,      true,    false,  SUSPENDED_BY_STATION, Charging,     SuspendedEVSE",
        "GRANTED,  true,      true,    false,  WAITING,             Charging,      SuspendedEVSE",
        "GRANTED,  true,      true,    true,   SUSPENDED_BY_VEHICLE, Charging,     SuspendedEV",
        "WITHHELD, true,      true,    true,   CHARGING,            Charging,      Charging",
        "WITHHELD, true,      true,    false,  CHARGING,            Charging,      SuspendedEVSE",
        "ENDED,    true,      true,    true,   FINISHING,           Charging,      Charging",
        "ENDED,    true,      true,    false,  FINISHING,           Charging,      EVConnected",
    })
    void tellsTheChargingState(
            Grant.State grant,
            boolean energised,
            boolean pluggedIn,
            boolean closed,
            VehicleState vehicle,
            ChargingStateEnumType last,
            ChargingStateEnumType expected) {
        Session session = Session.fresh(1)
                .with(new Levels(pluggedIn, closed, vehicle, null, null))
                .with(Grant.NONE.as(grant))
                .with(new Progress("tx", NOW, 1, last, NOW, true, 0, null))
                .energised(energised);

        assertThat(ChargingStates.of(session)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"EVConnected", "Authorized", "EnergyTransfer"})
    void endsOnAResetAtOnceWhateverTheStopPointIs(Point stopPoint) { // B12.FR.04, TC_B_22
        Rules rules = new Rules(Set.of(Point.Authorized), Set.of(stopPoint), Duration.ofSeconds(60), true, true);
        Session session = Session.fresh(1);
        session = apply(session, hardware(state(true, VehicleState.WAITING, false, Set.of())), rules)
                .session();
        session = apply(session, new Input.Authorized(TransactionsTester.CARD, null, List.of(), null), rules)
                .session();
        session = apply(session, hardware(state(true, VehicleState.CHARGING, true, Set.of())), rules)
                .session();
        Step end = apply(session, new Input.Reset(ReasonEnumType.ImmediateReset, false), rules);

        assertThat(end.report()).satisfies(report -> {
            assertThat(report.type()).isEqualTo(TransactionEventEnumType.Ended);
            assertThat(report.trigger()).isEqualTo(TriggerReasonEnumType.ResetCommand);
            assertThat(report.stoppedReason()).isEqualTo(ReasonEnumType.ImmediateReset);
            assertThat(report.chargingState()).isEqualTo(ChargingStateEnumType.EVConnected);
            assertThat(report.idToken()).isNull();
        });
    }
}
