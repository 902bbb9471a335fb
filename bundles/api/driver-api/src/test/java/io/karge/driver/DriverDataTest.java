package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverDataTest {

    @Test
    void readsAModel() {
        StationModel model = DriverData.model(DriverDataTest.class, "data/family.json");

        assertThat(model.driver()).isEqualTo("family");
        assertThat(model.commands()).isEqualTo(Set.of("AllowEnergy", "StopEnergy", "Reboot"));
        assertThat(model.reader().types()).isEqualTo(List.of(TokenType.ISO14443));
        assertThat(model.evse(1).maxPowerW()).isEqualTo(100_000);
        assertThat(model.evse(1).connectors().get(0).type()).isEqualTo("cCCS2");
    }

    @Test
    void meansWhatAHyperchargerDoesWhereAModelDoesNotMentionACapability() {
        StationModel model = DriverData.model(DriverDataTest.class, "data/family.json");

        assertThat(model.reader().kind()).isEqualTo(ReaderModel.Kind.REPORTS);
        assertThat(model.stopButton() && model.bootCounter() && model.operative())
                .isTrue();
        assertThat(model.contactor()).isEqualTo(StationModel.Contactor.MEASURED);
        assertThat(model.faults()).isEqualTo(StationModel.FaultModel.USUAL);
        assertThat(model.sensors()).isEmpty();
        assertThat(model.evse(1).limit()).isEqualTo(StationModel.LimitModel.WATTS);
        assertThat(model.evse(1).meter()).isEqualTo(new MeterModel(true, true, true, true, true));
    }

    @Test
    void readsTheCapabilitiesOfAnAcWallbox() {
        StationModel model = DriverData.model(DriverDataTest.class, "data/wallbox.json");

        assertThat(model.reader()).isEqualTo(new ReaderModel(ReaderModel.Kind.NONE, false, List.of()));
        assertThat(model.stopButton() || model.bootCounter() || model.operative())
                .isFalse();
        assertThat(model.contactor()).isEqualTo(StationModel.Contactor.DERIVED);
        assertThat(model.faults())
                .containsExactly(
                        new StationModel.FaultModel("GroundFailure", "F12"),
                        new StationModel.FaultModel("OverVoltage", ""));
        assertThat(model.evse(1).limit())
                .isEqualTo(new StationModel.LimitModel(StationModel.LimitModel.Unit.A, 1_000, 6_000, 3, 230));
        MeterModel meter = model.evse(1).meter();
        assertThat(meter.perPhase() && meter.frequency()).isTrue();
        assertThat(meter.register()).isEqualTo(MeterModel.Register.SESSION);
        assertThat(meter.sampleInterval()).hasSeconds(5);
        assertThat(model.evse(1).connectors().get(0).lock()).isFalse();
    }

    @Test
    void takesOverWhatTheFamilySaysAndReplacesWhatTheVariantSays() {
        StationModel model = DriverData.model(DriverDataTest.class, "data/variant.json");

        assertThat(model.driver()).isEqualTo("variant");
        assertThat(model.vendor()).isEqualTo("Karge");
        assertThat(model.evses()).hasSize(2);
        assertThat(model.reader().shared()).isFalse();
        assertThat(model.reader().types()).as("taken over inside an object").containsExactly(TokenType.ISO14443);
    }

    @Test
    void findsTheFamilyFromTheRootOfTheBundle() {
        assertThat(DriverData.model(DriverDataTest.class, "rooted.json").driver())
                .isEqualTo("rooted");
    }

    @Test
    void givesJsonWithoutExtends() {
        assertThat(DriverData.json(DriverDataTest.class, "data/variant.json"))
                .contains("\"driver\":\"variant\"", "\"vendor\":\"Karge\"")
                .doesNotContain("extends");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data/none.json          | data/none.json is missing
            data/orphan.json        | data/none.json is missing
            data/list.json          | data/list.json is not a JSON object
            data/broken.json        | data/broken.json: line
            data/circle.json        | circle: /io/karge/driver/data/circle.json -> /io/karge/driver/data/circle2.json
            data/extends-number.json| extends must be the name of a file, it is 7
            data/twice.json         | Duplicate field 'driver'
            data/no-power.json      | evses[0].maxPowerW: it is missing
            data/unknown-member.json| colour: it is not known here; there are [
            data/gap.json           | evses[1].evseId: they are numbered 1, 2, 3 ...
            data/wrong-reader.json  | reader.kind: one of [
            data/wrong-limit.json   | evses[0].limit: limit.stepMa is 0
            data/wrong-type.json    | evses[0].maxPowerW: a whole number is needed
            data/misspelt-power.json| evses[0].maxPowerWatt: it is not known here; there are [connectors, evseId, limit, max
            data/misspelt-and-missing.json | misspelt-and-missing.json: colour: it is not known here; there are [bootCounter
            data/misspelt-connector.json | evses[0].connectors[0].maxAmpere: it is not known here; there are [connectorId,
            data/wrong-connector.json | type 'CCS2' is none of OCPP 2.0.1; there are [
            data/wrong-power.json   | evse 1: maxPowerW is 100000 and minPowerW is 200000
            data/wrong-expression.json | firmwareVersions: '1\\.[0-9+' is no regular expression: Unclosed character class at
            data/wrong-hardware.json | hardwareVersions: '(a' is no regular expression: Unclosed group at
            data/cut-off.json       | data/cut-off.json: line 4, column 1: Unexpected end-of-input
            data/empty.json         | data/empty.json is empty
            data/no-json.json       | data/no-json.json: line 3, column
            data/latin.json         | data/latin.json: line 3, column
            """)
    void refusesAWrongFileAndNamesWhatIsWrong(String file, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriverData.model(DriverDataTest.class, file))
                .withMessageContaining(message)
                .withMessageContaining("/io/karge/driver/data/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/cut-off.json", "data/broken.json", "data/no-json.json", "data/latin.json"})
    void saysWhereTheFileIsNoJsonWithoutTheWordsOfTheLibrary(String file) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriverData.json(DriverDataTest.class, file))
                .withMessageMatching("(?s)/io/karge/driver/" + file + ": line \\d+, column \\d+: .*")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("Source", "REDACTED", "Feature"));
    }
}
