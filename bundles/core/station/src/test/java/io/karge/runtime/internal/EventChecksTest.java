package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.Tampered;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.DriverSource;
import io.karge.runtime.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a driver's events can be believed, and that people are told of the rest once, in words. */
class EventChecksTest {
    private final VirtualTime time = new VirtualTime();
    private final Instant now = time.wallClock();
    private final StationModel model = TestModels.dc(2);
    private final ProblemList problems = new ProblemList("station=CS-1", time);
    private final List<TokenPresented> refused = new ArrayList<>();
    private final DriverDefects defects = new DriverDefects(
            "CS-1",
            DriverEntry.of("memory", new InMemoryDriverFactory(model, "{}"), new DriverSource("a bundle", "1.2.3", "")),
            problems,
            "driver",
            time);
    private final EventChecks checks = new EventChecks(model, time, defects, refused::add);

    // --- the order ---

    @Test
    void takesNothingBeforeTheHardwareHasShownItself() {
        assertThat(told(new OperativeChanged(now, 1, false))).isEmpty();
        assertThat(told(new Tampered(now, 0, "the door is open")))
                .as("needs no link")
                .isPresent();
        assertThat(told(new Tampered(now, 0, null))).contains(new Tampered(now, 0, ""));
        assertThat(told(new LinkChanged(now, true, ""))).isPresent();
        assertThat(told(new CableChanged(now, 1, true))).isEmpty();

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what())
                    .isEqualTo("The driver memory 1.2.3 posts events before the Snapshot that begins them");
            assertThat(problem.why()).contains("station CS-1: OperativeChanged of EVSE 1 while the link is not up");
            assertThat(problem.remedy()).startsWith("Install another version of the driver");
        });
    }

    @Test
    void saysWhenNoSnapshotFollowsTheLink() {
        told(new LinkChanged(now, true, ""));
        time.advance(Duration.ofSeconds(9));
        assertThat(problems.all()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(whats()).containsExactly("The driver memory 1.2.3 posts no Snapshot");

        told(snapshot(evse(1), evse(2)));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void takesASnapshotWithoutALinkForOneAndSaysSo() {
        assertThat(told(snapshot(evse(1), evse(2)))).isPresent();
        assertThat(whats())
                .containsExactly("The driver memory 1.2.3 posts a Snapshot without a LinkChanged(up) before it");
    }

    @Test
    void asksForASnapshotAfterEachLink() {
        shown();
        time.advance(Duration.ofSeconds(11));
        assertThat(problems.all()).isEmpty();
        told(new LinkChanged(now, true, ""));
        assertThat(told(new CableChanged(now, 1, true))).isEmpty();
        assertThat(told(new FirmwareProgress(now, FirmwareState.INSTALLING, 1, "")))
                .isPresent();
        checks.close();
        time.advance(Duration.ofSeconds(11));
        assertThat(whats())
                .containsExactly("The driver memory 1.2.3 posts events before the Snapshot that begins them");
    }

    // --- what the model does not have ---

    @Test
    void saysWhichEvsesASnapshotLacksOrHasTooMany() {
        told(new LinkChanged(now, true, ""));
        Optional<HardwareEvent> event = told(snapshot(evse(1), evse(3)));

        assertThat(event).hasValueSatisfying(whole -> assertThat(((Snapshot) whole).evses())
                .extracting(EvseState::evseId)
                .containsExactly(1));
        assertThat(problems.all())
                .singleElement()
                .extracting(StationView.Problem::why)
                .isEqualTo("station CS-1: EVSE 3 is in it and not in model.json. It is left out");
    }

    @Test
    void saysThatAnEvseIsMissing() {
        told(new LinkChanged(now, true, ""));
        told(snapshot(evse(2)));

        assertThat(problems.all())
                .singleElement()
                .extracting(StationView.Problem::why)
                .isEqualTo("station CS-1: the EVSEs [1] are missing in it. They count as out of service");
    }

    @Test
    void takesNothingOfAnEvseThatIsNotThere() {
        shown();
        assertThat(told(new CableChanged(now, 7, true))).isEmpty();
        assertThat(whats())
                .containsExactly("The driver memory 1.2.3 tells of an EVSE that its model.json does not have");
    }

    @Test
    void aConnectorThatIsNotThereIsTheFirstOne() {
        shown();
        assertThat(told(new CableChanged(now, 1, 5, true, null))).contains(new CableChanged(now, 1, 1, true, null));
        assertThat(told(snapshot(evse(1).withConnectorId(4).withPluggedIn(true), evse(2))))
                .hasValueSatisfying(whole -> assertThat(
                                ((Snapshot) whole).evses().get(0))
                        .satisfies(evse -> assertThat(evse.connectorId()).isEqualTo(1))
                        .satisfies(evse -> assertThat(evse.pluggedIn()).isTrue()));
        assertThat(whats())
                .containsExactly("The driver memory 1.2.3 tells of a connector that its model.json does not have");
    }

    // --- what is no event ---

    @Test
    void saysThatAnEventIsNullOrLacksItsTimeOrAPart() {
        shown();
        assertThat(told(null)).isEmpty();
        assertThat(told(new CableChanged(null, 1, true))).contains(new CableChanged(now, 1, true));
        assertThat(told(new FaultRaised(now, 1, null))).isEmpty();
        assertThat(whats())
                .containsExactly(
                        "The driver memory 1.2.3 posts null in place of an event",
                        "The driver memory 1.2.3 posts events without a time",
                        "The driver memory 1.2.3 posts an event of which a part is missing");
    }

    @Test
    void anEventOfTheFutureIsOneOfNow() {
        shown();
        assertThat(told(new CableChanged(now.plus(Duration.ofDays(400)), 1, true)))
                .contains(new CableChanged(now, 1, true));
        assertThat(problems.all()).hasSize(1);
    }

    @Test
    void refusesATokenThatNoMessageCarriesWithoutTellingItsUid() {
        shown();
        String uid = "SECRET".repeat(833);
        assertThat(told(new TokenPresented(now, 1, uid, TokenType.ISO14443))).isEmpty();

        assertThat(refused).hasSize(1);
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("ISO14443 token with a uid of 4998 characters, presented at EVSE 1")
                .doesNotContain("SECRET"));
        assertThat(told(new TokenPresented(now, 1, "A".repeat(36), TokenType.eMAID)))
                .isPresent();
    }

    @Test
    void takesAHundredFaultsOfAnEvseAndSaysThatThereAreMore() {
        shown();
        long taken = 0;
        for (int i = 0; i < 200_000; i++) {
            taken += told(new FaultRaised(now, 1, new Fault("F" + i, ""))).stream()
                    .count();
        }

        assertThat(taken).isEqualTo(EventChecks.MOST_FAULTS);
        assertThat(whats()).containsExactly("The driver memory 1.2.3 tells of more faults than can be");
        assertThat(told(new FaultRaised(now, 2, new Fault("F", "")))).isPresent();
    }

    @Test
    void countsTheFaultsOfASnapshotAndThoseThatAreCleared() {
        Set<Fault> many =
                IntStream.range(0, 200).mapToObj(i -> new Fault("F" + i, "")).collect(Collectors.toSet());
        told(new LinkChanged(now, true, ""));
        Snapshot whole =
                (Snapshot) told(snapshot(evse(1).withFaults(many), evse(2))).orElseThrow();
        Set<Fault> taken = whole.evses().get(0).faults();
        assertThat(taken).hasSize(EventChecks.MOST_FAULTS);

        Fault first = taken.iterator().next();
        assertThat(told(new FaultRaised(now, 1, first))).as("it is there").isPresent();
        assertThat(told(new FaultRaised(now, 1, new Fault("NEW", "")))).isEmpty();
        told(new FaultCleared(now, 1, new Fault(first.code(), "", "", 1)));
        assertThat(told(new FaultRaised(now, 1, new Fault("NEW", ""))))
                .as("that of a connector is another one")
                .isEmpty();
        told(new FaultCleared(now, 1, first));
        assertThat(told(new FaultRaised(now, 1, new Fault("NEW", "")))).isPresent();
    }

    @Test
    void putsRightWhatIsInAnEventThatIsToldLate() {
        shown();
        ToldLate late = new ToldLate(now.minusSeconds(60), new CableChanged(now, 1, 5, true, null));
        assertThat(told(late)).contains(new ToldLate(now.minusSeconds(60), new CableChanged(now, 1, 1, true, null)));
    }

    @Test
    void takesNoLimitsAndVehiclesThatCannotBe() {
        shown();
        assertThat(told(new LimitsChanged(now, 1, 10, -1))).isEmpty();
        assertThat(told(new LimitsChanged(now, 1, 10, 20))).isEmpty();
        assertThat(told(new LimitsChanged(now, 1, 20, 10))).isPresent();
        assertThat(told(new VehicleStateChanged(now, 1, null, null))).isEmpty();
        assertThat(told(new TokenPresented(now, 1, "ABCD", null))).isEmpty();
    }

    @Test
    void putsRightASnapshotOfWhichPartsAreMissing() {
        told(new LinkChanged(now, true, ""));
        assertThat(told(new Snapshot(now, null, List.of(evse(1), evse(2))))).isEmpty();
        Snapshot whole = (Snapshot) told(snapshot(
                        evse(1).withVehicle(null).withMeter(reading().withEnergyWh(-1)),
                        evse(2),
                        evse(2).withPluggedIn(true)))
                .orElseThrow();
        assertThat(whole.evses()).containsExactly(evse(1), evse(2));
    }

    // --- readings ---

    @Test
    void aReadingThatIsToldLateIsNotTheLatest() {
        shown();
        told(new MeterSampled(now, 1, reading().withEnergyWh(5_000)));
        MeterReading earlier = reading().withEnergyWh(4_000);
        told(new ToldLate(now.minusSeconds(60), new CableChanged(now, 1, 1, true, earlier)));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void putsRightAReadingWithoutTimeAndWithNegativeOffers() {
        shown();
        MeterReading told = reading().withOffered(-1, -1).withSocPercent(-1).withAt(null);
        assertThat(told(new MeterSampled(now, 1, told))).contains(new MeterSampled(now, 1, reading()));
        assertThat(problems.all()).hasSize(3);
    }

    @Test
    void saysThatARegisterLeaps() {
        shown();
        told(new MeterSampled(now, 1, reading().withEnergyWh(0)));
        told(new MeterSampled(now, 1, reading().withEnergyWh(50_000_000)));
        assertThat(whats()).containsExactly("The driver memory 1.2.3 tells of an energy register that leaps");
    }

    @Test
    void aRegisterOfSessionsMayFall() {
        StationModel wallbox = TestModels.wallbox();
        ReadingChecks readings = new ReadingChecks(wallbox, time, defects);
        readings.checked(wallbox.evse(1), reading().withEnergyWh(5_000), false);
        readings.checked(wallbox.evse(1), reading().withEnergyWh(0), false);
        assertThat(problems.all()).isEmpty();
    }

    /** Power and current that flow back are what such a meter measures, and nonsense of another. */
    @Test
    void whatFlowsBackCountsWhereTheMeterMeasuresIt() {
        StationModel post = TestModels.post();
        EvseModel exporting = post.evses().stream()
                .filter(evse -> evse.meter().exportEnergy())
                .findFirst()
                .orElseThrow();
        MeterReading back = reading()
                .withPowerW(-exporting.maxPowerW())
                .withCurrentMa(-1_000 * exporting.connectors().get(0).maxCurrentA());
        assertThat(new ReadingChecks(post, time, defects).checked(exporting, back, false))
                .contains(back);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void takesNoReadingWhoseEnergyCannotBe() {
        shown();
        assertThat(told(new MeterSampled(now, 1, reading().withEnergyWh(-1)))).isEmpty();
        assertThat(told(new MeterSampled(now, 1, reading().withEnergyWh(Long.MAX_VALUE))))
                .isEmpty();
        assertThat(told(new PowerPathChanged(now, 1, true, reading().withEnergyWh(-1))))
                .contains(new PowerPathChanged(now, 1, true, null));

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The driver memory 1.2.3 tells of a reading that cannot be");
            assertThat(problem.why()).startsWith("energy of EVSE 1 of station CS-1: -1 Wh");
        });
    }

    @Test
    void leavesOutOfAReadingWhatCannotBe() {
        shown();
        told(new MeterSampled(now, 1, reading().withPowerW(50_000).withSocPercent(40)));
        MeterReading nonsense = reading()
                .withPowerW(Integer.MAX_VALUE)
                .withCurrentMa(Integer.MIN_VALUE)
                .withVoltageMv(Integer.MAX_VALUE)
                .withSocPercent(255)
                .withFrequencyMhz(-50)
                .withExportEnergyWh(-7L)
                .withPhases(List.of(new MeterReading.Phase(Integer.MAX_VALUE, 0, 0)))
                .withAt(now.plus(Duration.ofDays(400)));

        assertThat(told(new MeterSampled(now, 1, nonsense)))
                .contains(new MeterSampled(now, 1, reading().withPowerW(50_000)));
        assertThat(problems.all()).hasSize(8);
    }

    @Test
    void saysThatARegisterFalls() {
        shown();
        told(new MeterSampled(now, 1, reading().withEnergyWh(5_000)));
        told(new MeterSampled(now.plusSeconds(1), 1, reading().withEnergyWh(0)));

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).endsWith("tells of an energy register that falls");
            assertThat(problem.why()).startsWith("EVSE 1 of station CS-1: from 5000 Wh to 0 Wh");
        });
    }

    @Test
    void aDefectIsOverWhenItHasNotBeenSeenForAWhile() {
        shown();
        told(new CableChanged(now, 7, true));
        time.advance(Duration.ofMinutes(9));
        told(new CableChanged(now, 7, true));
        time.advance(Duration.ofMinutes(9));
        assertThat(problems.all()).hasSize(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(problems.all()).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void takesSensorsThatTheModelHasAndValuesThatCanBe() {
        EventChecks post = new EventChecks(TestModels.post(), time, defects, refused::add);
        post.checked(new LinkChanged(now, true, ""));
        CabinetState cabinet = new CabinetState("S", "1", 1, BootReason.POWER_UP)
                .withSensors(List.of(new SensorReading("inlet", 210), new SensorReading("attic", 5)));
        Snapshot shown = (Snapshot) post.checked(new Snapshot(now, cabinet, List.of(evse(1), evse(2))))
                .orElseThrow();
        assertThat(shown.cabinet().sensors()).containsExactly(new SensorReading("inlet", 210));
        assertThat(whats())
                .containsExactly("The driver memory 1.2.3 tells of a sensor that its model.json does not have");

        assertThat(post.checked(new SensorsRead(
                        now, List.of(new SensorReading("inlet", 25_000), new SensorReading("top", -1)))))
                .contains(new SensorsRead(
                        now, List.of(new SensorReading("inlet", null), new SensorReading("top", null))));
        assertThat(whats()).contains("The driver memory 1.2.3 tells what no sensor shows");
        assertThat(post.checked(new SensorsRead(now, List.of(new SensorReading("attic", 5)))))
                .isEmpty();
        assertThat(post.checked(new SensorsRead(now, List.of(new SensorReading("inlet", null)))))
                .as("it cannot be read")
                .isPresent();
    }

    @Test
    void takesNoMoreTokensAndButtonsThanPeopleCanPress() {
        shown();
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += told(new TokenPresented(now, 1, "04A2B3C4", TokenType.ISO14443))
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(taken).isEqualTo(EventChecks.MOST_ONCE);
        assertThat(refused).as("a flood of answers would be one too").isEmpty();
        assertThat(whats()).containsExactly("The driver memory 1.2.3 tells of more than can happen");
        assertThat(problems.all().get(0).why()).contains("more than 60 TokenPresented in a minute at EVSE 1");
        assertThat(told(new TokenPresented(now, 2, "04A2B3C4", TokenType.ISO14443)))
                .as("those at other EVSEs are")
                .isPresent();
        assertThat(told(new HardwareEvent.StopRequested(now, 1))).isPresent();

        time.advance(Duration.ofMinutes(1));
        assertThat(told(new TokenPresented(now, 1, "04A2B3C4", TokenType.ISO14443)))
                .isPresent();
    }

    private void shown() {
        told(new LinkChanged(now, true, ""));
        told(snapshot(evse(1), evse(2)));
    }

    private Optional<HardwareEvent> told(HardwareEvent event) {
        return checks.checked(event);
    }

    private Snapshot snapshot(EvseState... evses) {
        return new Snapshot(now, new CabinetState("S", "1", 1, BootReason.POWER_UP), List.of(evses));
    }

    private EvseState evse(int evseId) {
        return new EvseState(evseId, false, VehicleState.ABSENT, false, true, Set.of(), reading(), null);
    }

    private MeterReading reading() {
        return MeterReading.at(now);
    }

    private List<String> whats() {
        return problems.all().stream().map(StationView.Problem::what).toList();
    }
}
