package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CabinetState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.station.HardwareView;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report says of the hardware and of the link is what they are now. */
class InventoryTest {
    private final BlockTester station = Products.station().start();

    private String value(String name) {
        return variables(station).stream()
                .filter(key -> key.toString().equals(name))
                .findFirst()
                .flatMap(key -> station.deviceModel().value(key))
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    private static List<VariableKey> variables(BlockTester station) {
        return keys(station.context().model());
    }

    private static List<VariableKey> keys(StationModel model) {
        return new ProvisioningBlockFactory()
                .variables(model, ProductFacts.read("{}")).stream()
                        .map(VariableDefinition::key)
                        .toList();
    }

    @Test
    void followsTheMeter() {
        assertThat(value("FiscalMetering/2.EnergyImportRegister")).isEqualTo("0");
        station.meter(2, new MeterReading(station.now(), 4_711, 50_000, 400_500, 124_800, 150_000, 400_000, 55));
        station.plugIn(2);
        assertThat(value("FiscalMetering/2.EnergyImportRegister")).isEqualTo("4711");
        assertThat(value("FiscalMetering/2.Power")).isEqualTo("50000");
        assertThat(value("FiscalMetering/2.DCVoltage")).isEqualTo("400.5");
        assertThat(value("FiscalMetering/2.DCCurrent")).isEqualTo("124.8");
        assertThat(value("Connector/2/1.DCCurrent")).isEqualTo("124.8");
        assertThat(value("Connector/1/1.DCCurrent")).isEqualTo("0");
        assertThat(value("ChargingStation.Power")).isEqualTo("50000");
    }

    @Test
    void followsTheVehicle() {
        assertThat(value("ConnectedEV/1.Available")).isEqualTo("false");
        station.plugIn(1);
        station.change(1, state -> state.withEvccId("0A1B2C3D"));
        assertThat(value("ConnectedEV/1.Available")).isEqualTo("true");
        assertThat(value("ConnectedEV/1.VehicleID")).isEqualTo("0A1B2C3D");
        assertThat(value("ConnectedEV/1.Active")).isEqualTo("false");
        station.vehicle(1, VehicleState.CHARGING);
        station.powerPath(1, true);
        assertThat(value("ConnectedEV/1.Active")).isEqualTo("true");
        assertThat(value("PowerContactor/1.Active")).isEqualTo("true");
        assertThat(value("PowerContactor/2.Active")).isEqualTo("false");
        station.unplug(1);
        assertThat(value("ConnectedEV/1.VehicleID")).isEmpty();
    }

    @Test
    void followsTheTemperaturesAndFans() {
        BlockTester post = new BlockTester(new ProvisioningBlockFactory(), TestModels.post(), ProductFacts.read("{}"));
        post.start();
        List<String> names = List.of(
                "TemperatureSensor.Temperature[inlet]",
                "TemperatureSensor/1.Temperature[cable]",
                "AirCoolingSystem.FanSpeed[top]");
        List<VariableKey> keys = variables(post).stream()
                .filter(key -> names.contains(key.toString()))
                .toList();
        assertThat(keys).hasSize(3);
        assertThat(keys).allSatisfy(key -> assertThat(post.deviceModel().value(key))
                .as("cannot be read yet")
                .contains(""));

        CabinetState cabinet = post.hardware().cabinet().orElseThrow();
        post.hardware()
                .setCabinet(cabinet.withSensors(List.of(
                        new SensorReading("inlet", -125),
                        new SensorReading("cable", 410),
                        new SensorReading("top", 0))));
        assertThat(shown(post, names)).containsExactlyInAnyOrder("-12.5", "41.0", "0");

        post.hardware().setStatus(HardwareView.Status.DOWN);
        assertThat(shown(post, names)).containsOnly("");
    }

    private static List<String> shown(BlockTester station, List<String> names) {
        return variables(station).stream()
                .filter(key -> names.contains(key.toString()))
                .map(key -> station.deviceModel().value(key).orElseThrow())
                .toList();
    }

    @Test
    void hasNoTemperaturesAndFansThatTheCabinetDoesNotTell() {
        assertThat(variables(station)).extracting(VariableKey::variable).doesNotContain("Temperature", "FanSpeed");
    }

    @Test
    void namesThePartThatHasAProblem() {
        station.faults(1, new Fault("OverVoltage", ""), new Fault("EmergencyStop", ""));
        assertThat(value("ElectricalFeed/1.Problem")).isEqualTo("true");
        assertThat(value("EmergencyStopSensor/1.Problem")).isEqualTo("true");
        assertThat(value("GroundIsolationProtection/1.Problem")).isEqualTo("false");
        assertThat(value("ElectricalFeed/2.Problem")).isEqualTo("false");
        station.faults(1);
        assertThat(value("ElectricalFeed/1.Problem")).isEqualTo("false");
    }

    @Test
    void followsTheCabinet() {
        assertThat(value("Controller[Cabinet].Active")).isEqualTo("true");
        assertThat(value("Controller[Cabinet].FirmwareVersion"))
                .isEqualTo(station.hardware().cabinet().orElseThrow().firmwareVersion());
        station.hardware().setStatus(HardwareView.Status.DOWN);
        assertThat(value("Controller[Cabinet].Active")).isEqualTo("false");
    }

    @Test
    void followsTheLink() {
        station.goOffline();
        assertThat(value("DataLink[CSMS].Active")).isEqualTo("false");
        assertThat(value("DataLink[CSMS].ConnectedTime")).isEqualTo("0");
        station.goOnline(Duration.ZERO);
        station.advance(Duration.ofSeconds(90));
        assertThat(value("DataLink[CSMS].Active")).isEqualTo("true");
        assertThat(value("DataLink[CSMS].ConnectedTime")).isEqualTo("90");
    }

    @ParameterizedTest
    @CsvSource({
        "wss://csms.example.com:8443/ocpp, csms.example.com:8443",
        "ws://csms.example.com/ocpp,       csms.example.com",
        "ws://user:secret@10.0.0.1:80/x,   10.0.0.1:80",
        "ws://[2001:db8::1]:80/ocpp,       [2001:db8::1]:80"
    })
    void tellsWhereTheCsmsIsAndNotWhoLogsIn(String url, String address) {
        assertThat(value("DataLink[CSMS].NetworkAddress")).isEmpty();
        station.networkProfiles()
                .set(
                        1,
                        NetworkConnectionProfileType.of(
                                OCPPVersionEnumType.OCPP20,
                                OCPPTransportEnumType.JSON,
                                url,
                                30,
                                1,
                                OCPPInterfaceEnumType.Wired0));
        assertThat(value("DataLink[CSMS].NetworkAddress")).isEqualTo(address);
    }

    @Test
    void hasNothingThatTheHardwareDoesNotTell() {
        List<String> wallbox =
                keys(TestModels.wallbox()).stream().map(VariableKey::toString).toList();
        assertThat(wallbox)
                .contains("FiscalMetering/1.ACVoltage", "Connector/1/1.ACCurrent")
                .doesNotContain(
                        "TokenReader.Available",
                        "Display.Available",
                        "UIInput[StopButton].Available",
                        "PowerContactor/1.Active",
                        "FiscalMetering/1.DCVoltage");
    }

    @Test
    void everyVariableIsThereOnceAndHasAValue() {
        for (StationModel model : List.of(TestModels.dc(2), TestModels.wallbox(), TestModels.post())) {
            BlockTester one = new BlockTester(new ProvisioningBlockFactory(), model, ProductFacts.read("{}")).start();
            assertThat(keys(model)).doesNotHaveDuplicates();
            assertThat(HardwareInventory.of(model)).allSatisfy(part -> assertThat(
                            one.deviceModel().value(part.definition().key()))
                    .as("%s", part.definition().key())
                    .isPresent());
        }
    }
}
