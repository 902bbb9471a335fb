package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.FaultModel;
import io.karge.driver.StationModel.LimitModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StationModelTest {

    @Test
    void findsAnEvse() {
        StationModel model = model("Karge", Set.of(), evse(1), evse(2));

        assertThat(model.evse(2).evseId()).isEqualTo(2);
        assertThat(model.hasEvse(0)).isFalse();
        assertThat(model.hasEvse(3)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.evse(3))
                .withMessageContaining("there is no EVSE 3, the Test has 2");
    }

    @Test
    void knowsEveryCommand() {
        Set<String> all = Stream.of(HardwareCommand.class, HardwareCommand.OfStation.class)
                .flatMap(root -> Arrays.stream(root.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(model("Karge", all, evse(1)).commands()).isEqualTo(all).contains("AllowEnergy", "Reboot");
    }

    @Test
    void refusesACommandThatDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("Karge", Set.of("Explode"), evse(1)))
                .withMessageContaining("Explode");
    }

    @Test
    void refusesWhatBootNotificationCannotCarry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("V".repeat(51), Set.of(), evse(1)))
                .withMessageContaining("vendor");
    }

    @Test
    void refusesPowersOfAnEvseWithTheirValuesAndTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evse(0, 0))
                .withMessage(
                        "evse 1: maxPowerW is 0 and minPowerW is 0: more than 0 is needed for maxPowerW, and from 0"
                                + " to maxPowerW for minPowerW");
        assertThatIllegalArgumentException().isThrownBy(() -> evse(10, -1)).withMessageContaining("minPowerW is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> evse(10, 11)).withMessageContaining("minPowerW is 11");
        assertThat(evse(10, 10).minPowerW()).isEqualTo(10);
    }

    private static EvseModel evse(int maxPowerW, int minPowerW) {
        return new EvseModel(1, maxPowerW, minPowerW, List.of(), new MeterModel(true, true, true, true, true));
    }

    /** Besides ConnectorEnumType the device model has three more (Part 2 appendices, Connector.ConnectorType). */
    @Test
    void takesTheConnectorTypesOfTheDeviceModelOnly() {
        List<String> taken = Stream.of(
                        "cCCS2", "s309-3P-16A", "sCEE-7-7", "Undetermined", "cGBT", "cChaoJi", "OppCharge")
                .map(type -> new ConnectorModel(1, type, true, false, 0, 500, 1000).type())
                .toList();
        assertThat(taken).hasSize(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectorModel(1, "ccs2", true, false, 0, 500, 1000))
                .withMessageStartingWith(
                        "connector 1.type 'ccs2' is none of OCPP 2.0.1; there are [OppCharge, Other1PhMax16A");
    }

    @Test
    void refusesEvsesThatAreNotNumberedFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> model("Karge", Set.of(), evse(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> model("Karge", Set.of()));
    }

    @Test
    void refusesACommandThatItDoesNotListBeforeAnythingElse() {
        StationModel model = model("Karge", Set.of("StopEnergy"), evse(1));

        assertThat(model.refusal(new AllowEnergy(1, null))).containsInstanceOf(NotSupported.class);
        assertThat(model.refusal(new AllowEnergy(9, null))).containsInstanceOf(NotSupported.class);
        assertThat(model.refusal(new StopEnergy(1))).isEmpty();
    }

    @Test
    void refusesAnEvseThatItDoesNotHave() {
        StationModel model = model("Karge", Set.of("StopEnergy", "SetAvailability"), evse(1), evse(2));

        assertThat(model.refusal(new StopEnergy(2))).isEmpty();
        assertThat(model.refusal(new StopEnergy(3))).contains(new Rejected("there is no EVSE 3, the Test has 1 to 2"));
        assertThat(model.refusal(new StopEnergy(0))).as("of which EVSE?").isPresent();
        assertThat(model.refusal(new SetAvailability(0, true)))
                .as("all of them")
                .isEmpty();
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        List<EvseModel> evses = new ArrayList<>(List.of(evse(1)));
        StationModel model =
                new StationModel("d", "v", "m", ".*", ".*", evses, new ReaderModel(true, List.of()), 1, Set.of());
        evses.clear();

        assertThat(model.evses()).hasSize(1);
    }

    @Test
    void roundsALimitDownToWhatTheHardwareCanTake() {
        LimitModel threePhases = new LimitModel(LimitModel.Unit.A, 1_000, 6_000, 3, 230);

        assertThat(threePhases.limitMa(11_000)).isEqualTo(15_000);
        assertThat(threePhases.limitMa(4_140)).isEqualTo(6_000);
        assertThat(threePhases.limitMa(4_139)).as("below the least").isZero();
        assertThat(threePhases.limitMa(0)).isZero();
        assertThat(threePhases.limitMa(null)).as("no limit").isNull();
        assertThat(LimitModel.WATTS.limitMa(11_000)).as("watts as they are").isNull();
        assertThat(new LimitModel(LimitModel.Unit.A, 100, 6_000, 1, 230).limitMa(3_700))
                .isEqualTo(16_000);
    }

    @Test
    void knowsTheVendorCodeOfAFaultWhereThereIsOne() {
        StationModel model = new StationModel(
                "d",
                "v",
                "m",
                ".*",
                ".*",
                List.of(evse(1)),
                new ReaderModel(true, List.of()),
                0,
                Set.of(),
                true,
                true,
                true,
                StationModel.Contactor.MEASURED,
                List.of(
                        new FaultModel("GroundFailure", "F12"),
                        new FaultModel(Fault.OTHER, "F1"),
                        new FaultModel(Fault.OTHER, "F2")));

        assertThat(model.known(new Fault("GroundFailure", "wet"))).isEqualTo(new Fault("GroundFailure", "wet", "F12"));
        assertThat(model.known(new Fault("GroundFailure", "wet", "F9")).vendorCode())
                .isEqualTo("F9");
        assertThat(model.known(new Fault(Fault.OTHER, "")).vendorCode())
                .as("which of two?")
                .isEmpty();
    }

    @Test
    void canGiveWhatItsEvsesCanUnlessTheyShareLess() {
        assertThat(model("v", Set.of(), evse(1), evse(2)).maxPowerW()).isEqualTo(200_000);
        assertThat(shared(120_000).maxPowerW()).isEqualTo(120_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shared(99_999))
                .withMessageContaining("maxPowerW is 99999: from 100000");
        assertThatIllegalArgumentException().isThrownBy(() -> shared(200_001)).withMessageContaining("to 200000");
    }

    private static StationModel shared(long maxPowerW) {
        StationModel model = model("v", Set.of(), evse(1), evse(2));
        return new StationModel(
                model.driver(),
                model.vendor(),
                model.model(),
                model.hardwareVersions(),
                model.firmwareVersions(),
                model.evses(),
                model.reader(),
                model.displays(),
                model.commands(),
                model.stopButton(),
                model.bootCounter(),
                model.operative(),
                model.contactor(),
                model.faults(),
                model.sensors(),
                maxPowerW);
    }

    @Test
    void refusesCapabilitiesThatContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReaderModel(ReaderModel.Kind.NONE, false, List.of(TokenType.ISO14443)))
                .withMessageContaining("there is no reader");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReaderModel(ReaderModel.Kind.ASKS, false, List.of()))
                .withMessageContaining("kind none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvseModel(
                        1,
                        22_000,
                        0,
                        List.of(new ConnectorModel(1, "cCCS2", true, false, 0, 500, 1000)),
                        new MeterModel(true, true, true, true, true),
                        new LimitModel(LimitModel.Unit.A, 1_000, 6_000, 3, 230)))
                .withMessageContaining("no connector has phases");
    }

    private static StationModel model(String vendor, Set<String> commands, EvseModel... evses) {
        return new StationModel(
                "test", vendor, "Test", ".*", ".*", List.of(evses), new ReaderModel(true, List.of()), 1, commands);
    }

    private static EvseModel evse(int evseId) {
        return new EvseModel(
                evseId,
                100_000,
                1_000,
                List.of(new ConnectorModel(1, "cCCS2", true, false, 0, 500, 1000)),
                new MeterModel(true, true, true, true, true));
    }
}
