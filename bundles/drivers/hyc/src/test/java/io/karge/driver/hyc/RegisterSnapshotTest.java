package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.karge.driver.BootReason;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterSnapshotTest {
    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);

    @Test
    void readsTheCabinet() throws Exception {
        cabinet.firmware = new int[] {3, 0, 12};
        cabinet.present("04A2B3C4", 2, 2);
        RegisterSnapshot snapshot = read();

        assertThat(snapshot.cabinet().serialNumber()).isEqualTo("HYC-0001");
        assertThat(snapshot.cabinet().firmwareVersion()).isEqualTo("3.0.12");
        assertThat(snapshot.cabinet().bootCounter()).isEqualTo(7);
        assertThat(snapshot.cabinet().bootReason()).isEqualTo(BootReason.POWER_UP);
        assertThat(snapshot.card()).isEqualTo(new RegisterSnapshot.Card(42, "04A2B3C4", TokenType.ISO15693, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "0, WAITING, true",
        "1, WAITING, true",
        "2, WAITING, true",
        "3, CHARGING, true",
        "4, SUSPENDED_BY_VEHICLE, true",
        "5, SUSPENDED_BY_STATION, true",
        "6, FINISHING, true",
        "7, WAITING, true",
        "8, SUSPENDED_BY_STATION, false",
        "9, SUSPENDED_BY_STATION, false",
        "10, SUSPENDED_BY_STATION, true",
        "11, SUSPENDED_BY_STATION, false",
    })
    void readsEachConnectorState(int code, VehicleState vehicle, boolean operative) throws Exception {
        cabinet.connector(1).pluggedIn = true;
        cabinet.tampered.put(100, code);

        assertThat(evse(1).vehicle()).isEqualTo(vehicle);
        assertThat(evse(1).operative()).isEqualTo(operative);
        assertThat(read().oddities()).isEmpty();
    }

    @Test
    void readsTheMeterWithTheScalingUpTo30() throws Exception {
        cabinet.firmware = new int[] {3, 0, 9};
        registers(40_012, 12_345, 49_000);

        assertThat(meter().voltageMv()).isEqualTo(400_120);
        assertThat(meter().currentMa()).isEqualTo(123_450);
        assertThat(meter().powerW()).isEqualTo(49_000);
        assertThat(meter().offeredCurrentMa()).isEqualTo(375_000);
        assertThat(meter().offeredPowerW()).isEqualTo(150_000);
    }

    @Test
    void readsTheMeterWithTheScalingFrom31() throws Exception {
        cabinet.firmware = new int[] {3, 1, 0};
        registers(40_012, 123, 52_000);

        assertThat(meter().voltageMv()).isEqualTo(400_120);
        assertThat(meter().currentMa()).isEqualTo(123_000);
        assertThat(meter().powerW()).isEqualTo(52_000);
    }

    @Test
    void computesThePowerThatOldFirmwareDoesNotTell() throws Exception {
        cabinet.firmware = new int[] {1, 7, 1};
        registers(40_000, 10_000, 0);
        assertThat(meter().powerW()).isEqualTo(40_000);

        cabinet.firmware = new int[] {1, 7, 2};
        assertThat(meter().powerW()).isZero();
    }

    @Test
    void computesACurrentThatIsHigherThanItsRegister() throws Exception {
        registers(40_000, 0xFFFF, 320_000);

        assertThat(meter().currentMa()).isEqualTo(800_000);
    }

    @Test
    void keepsTheCurrentOfAFullRegisterWhenThereIsNoVoltage() throws Exception {
        registers(0, 0xFFFF, 0);

        assertThat(meter().currentMa()).isEqualTo(655_350);
    }

    @Test
    void knowsTheStateOfChargeOnlyWhenItIsTold() throws Exception {
        assertThat(meter().socPercent()).isNull();

        cabinet.connector(1).stateOfCharge = 4275;
        assertThat(meter().socPercent()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({
        "AABBCCDDEEFF0000, AABBCCDDEEFF",
        "0000AABBCCDDEEFF, AABBCCDDEEFF",
        "0102030405060708, 0102030405060708",
        "0000000000000000, ",
    })
    void readsTheVehicleIdAtEitherEnd(String bytes, String evccId) throws Exception {
        cabinet.connector(1).pluggedIn = true;
        cabinet.connector(1).evccId = HexFormat.of().parseHex(bytes);

        assertThat(evse(1).evccId()).isEqualTo(evccId);
    }

    @ParameterizedTest
    @CsvSource({
        "1, GroundFailure",
        "2, OverCurrentFailure",
        "4, OverVoltage",
        "8, UnderVoltage",
        "16, HighTemperature",
        "32, PowerSwitchFailure",
        "64, ConnectorLockFailure",
        "128, InternalError",
        "256, EmergencyStop",
        "17, GroundFailure HighTemperature",
    })
    void readsEachFaultBit(int bits, String codes) throws Exception {
        cabinet.connector(1).faults = bits;

        assertThat(evse(1).faults()).extracting(Fault::code).containsExactlyInAnyOrder(codes.split(" "));
    }

    @Test
    void takesAnUnknownFaultForAFaultToo() throws Exception {
        cabinet.connector(1).faults = 0x8000;

        assertThat(evse(1).faults()).containsExactly(new Fault("InternalError", "unknown fault bits 32768"));
    }

    @Test
    void takesAFaultedCabinetForAFaultOfEveryEvse() throws Exception {
        cabinet.stationState = 10;

        assertThat(read().evses()).allSatisfy(evse -> assertThat(evse.faults()).hasSize(1));
    }

    @Test
    void takesAnUnavailableCabinetForInoperativeEvses() throws Exception {
        cabinet.stationState = 8;

        assertThat(read().evses()).noneMatch(EvseState::operative);
    }

    @Test
    void tellsAnEvseThatTheCabinetDoesNotHaveAsFaulted() throws Exception {
        RegisterSnapshot snapshot = RegisterSnapshot.read(cabinet, TestModels.dc(4), null, time);

        EvseState missing = snapshot.connector(4).state();
        assertThat(missing.operative()).isFalse();
        assertThat(missing.faults()).containsExactly(new Fault("InternalError", "the cabinet has no connector 4"));
        assertThat(snapshot.connector(2).state().faults()).isEmpty();
    }

    @Test
    void tellsAnEvseAsFaultedWhoseRegistersAreMissingAlthoughItIsCounted() throws Exception {
        cabinet.tampered.put(2, 4);

        assertThat(RegisterSnapshot.read(cabinet, TestModels.dc(4), null, time)
                        .connector(3)
                        .state()
                        .faults())
                .hasSize(1);
    }

    @Test
    void keepsTheEnergyWhereTheRegisterFalls() throws Exception {
        charge();
        time.advance(Duration.ofHours(1));
        RegisterSnapshot before = read();
        cabinet.tampered.put(135, 7);
        RegisterSnapshot after = RegisterSnapshot.read(cabinet, TestModels.dc(2), before, time);

        assertThat(before.connector(1).state().meter().energyWh()).isEqualTo(50_000);
        assertThat(after.connector(1).state().meter().energyWh()).isEqualTo(50_000);
        assertThat(after.oddities()).containsExactly(new Oddity(1, "total energy fell from 50000 Wh"));
    }

    @Test
    void beginsAnewWithAnotherMeter() throws Exception {
        charge();
        time.advance(Duration.ofHours(1));
        RegisterSnapshot before = read();
        cabinet.connector(1).meterSerial = 4712;
        cabinet.tampered.put(135, 7);
        RegisterSnapshot after = RegisterSnapshot.read(cabinet, TestModels.dc(2), before, time);

        assertThat(after.connector(1).state().meter().energyWh()).isEqualTo(7);
        assertThat(after.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 12, connector state 12 does not exist",
        "108, 10001, state of charge 10001 is above 100 %",
        "132, 32768, total energy -9223372036854775808 Wh is impossible",
        "132, 1, total energy 281474976710656 Wh is impossible",
        "100, 3, charging without a cable",
        "151, 1, contactors closed without a cable",
    })
    void readsAroundNonsenseOfOneConnectorAndRemarksIt(int register, int value, String remark) throws Exception {
        cabinet.tampered.put(register, value);
        RegisterSnapshot snapshot = read();

        assertThat(snapshot.oddities()).containsExactly(new Oddity(1, remark));
        assertThat(snapshot.connector(1).state().vehicle()).isEqualTo(VehicleState.ABSENT);
        assertThat(snapshot.connector(1).state().meter().energyWh()).isZero();
        assertThat(snapshot.connector(1).state().meter().socPercent()).isNull();
    }

    @Test
    void remarksACardThatCannotBeRead() throws Exception {
        cabinet.present("??", 1, 0);
        assertThat(read().oddities()).extracting(Oddity::evseId).containsExactly(0);

        cabinet.present("04A2B3C4", 9, 0);
        assertThat(read().oddities()).hasSize(1);
    }

    @Test
    void takesAnImpossibleEvseChoiceForNone() throws Exception {
        cabinet.present("04A2B3C4", 1, 9);

        assertThat(read().card().evseId()).isZero();
    }

    @Test
    void remarksAConnectorTypeOnlyWhereTheFirmwareNamesItWell() throws Exception {
        cabinet.connector(1).type = 3;
        assertThat(read().oddities()).isEmpty();

        cabinet.firmware = new int[] {3, 1, 0};
        assertThat(read().oddities())
                .containsExactly(new Oddity(1, "the cabinet calls the connector cG105, it is cCCS2"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, number of connectors",
        "2, 5, number of connectors",
        "3, 4, station state",
        "150, 2, cable",
        "151, 2, contactors",
        "152, 7, lock",
        "1000, 2, interface version",
        "1003, 4, boot reason",
        "1030, 6, firmware update state",
        "1031, 101, firmware update progress",
        "1032, 3, firmware failure",
    })
    void trustsNothingWhenWhatEveryCabinetTellsIsImpossible(int register, int value, String what) {
        cabinet.tampered.put(register, value);

        assertThatExceptionOfType(ImplausibleException.class)
                .isThrownBy(this::read)
                .withMessageContaining(what)
                .withMessageContaining("is " + value)
                .withMessageContaining("register " + register);
    }

    @Test
    void comparesFirmwareByNumber() {
        List<HycFirmware> inOrder = List.of(
                new HycFirmware(1, 7, 2),
                new HycFirmware(1, 10, 0),
                new HycFirmware(3, 0, 9),
                new HycFirmware(3, 1, 0));

        assertThat(Stream.of(3, 1, 0, 2).map(inOrder::get).sorted()).isEqualTo(inOrder);
    }

    private void charge() {
        cabinet.connector(1).pluggedIn = true;
        cabinet.connector(1).wantsEnergy = true;
        cabinet.connector(1).allowed = true;
    }

    private void registers(int voltage, int current, int powerW) {
        cabinet.tampered.put(102, voltage);
        cabinet.tampered.put(103, current);
        cabinet.tampered.put(104, powerW >> 16);
        cabinet.tampered.put(105, powerW & 0xFFFF);
    }

    private MeterReading meter() throws Exception {
        return evse(1).meter();
    }

    private EvseState evse(int evseId) throws Exception {
        return read().connector(evseId).state();
    }

    private RegisterSnapshot read() throws IOException {
        return RegisterSnapshot.read(cabinet, TestModels.dc(2), null, time);
    }
}
