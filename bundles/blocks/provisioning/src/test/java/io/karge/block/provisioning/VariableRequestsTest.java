package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.TestAnswer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B05, B06, and the guards of ClockCtrlr. */
class VariableRequestsTest {
    private static final ComponentType CLOCK = ComponentType.of("ClockCtrlr");
    private static final VariableType ZONE = VariableType.of("TimeZone");

    private final BlockTester station = Products.station();

    @BeforeEach
    void start() {
        station.start();
    }

    @Test
    void answersEachItemInItsPlace() { // B06.FR.01, B06.FR.02
        GetVariablesResponse response = station.request(GetVariablesRequest.of(List.of(
                        GetVariableDataType.of(CLOCK, ZONE),
                        GetVariableDataType.of(ComponentType.of("Nobody"), ZONE),
                        GetVariableDataType.of(CLOCK, VariableType.of("DateTime")))))
                .response(GetVariablesResponse.class);
        assertThat(response.getVariableResult())
                .extracting(GetVariableResultType::attributeStatus)
                .containsExactly(
                        GetVariableStatusEnumType.Accepted,
                        GetVariableStatusEnumType.UnknownComponent,
                        GetVariableStatusEnumType.Accepted);
        assertThat(response.getVariableResult().get(2).attributeValue())
                .isEqualTo(station.now().toString());
    }

    @Test
    void setsEachItemInItsPlace() { // B05.FR.01, B05.FR.02
        SetVariablesResponse response = station.request(SetVariablesRequest.of(List.of(
                        SetVariableDataType.of("", CLOCK, VariableType.of("TimeSource")),
                        SetVariableDataType.of("Europe/Rome", CLOCK, ZONE))))
                .response(SetVariablesResponse.class);
        assertThat(response.setVariableResult())
                .extracting(SetVariableResultType::attributeStatus)
                .containsExactly(SetVariableStatusEnumType.Rejected, SetVariableStatusEnumType.Accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "TimeZone,   Europe/Oslo,   Accepted",
        "TimeZone,   +01:00,        Rejected",
        "TimeZone,   europe/oslo,   Rejected",
        "TimeZone,   '',            Rejected",
        "TimeSource, Heartbeat,     Accepted",
        "TimeSource, '',            Rejected",
        "DateTime,   2024-01-01T00:00:00Z, Rejected"
    })
    void guardsTheClock(String variable, String value, SetVariableStatusEnumType expected) {
        SetVariablesResponse response = station.request(SetVariablesRequest.of(
                        List.of(SetVariableDataType.of(value, CLOCK, VariableType.of(variable)))))
                .response(SetVariablesResponse.class);
        assertThat(response.setVariableResult().get(0).attributeStatus()).isEqualTo(expected);
    }

    @Test
    void refusesMoreItemsThanItAnnounces() { // B06.FR.16
        station.deviceModel().preset(VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "GetVariables"), "1");
        station.deviceModel().preset(VariableKey.instance("DeviceDataCtrlr", "ItemsPerMessage", "SetVariables"), "1");
        TestAnswer get = station.request(GetVariablesRequest.of(
                List.of(GetVariableDataType.of(CLOCK, ZONE), GetVariableDataType.of(CLOCK, ZONE))));
        assertThat(get.error()).contains(RpcErrorCode.OccurrenceConstraintViolation);
        TestAnswer set = station.request(SetVariablesRequest.of(
                List.of(SetVariableDataType.of("UTC", CLOCK, ZONE), SetVariableDataType.of("UTC", CLOCK, ZONE))));
        assertThat(set.error()).contains(RpcErrorCode.OccurrenceConstraintViolation);
        assertThat(set.description()).contains("ItemsPerMessage");
    }

    @ParameterizedTest
    @CsvSource({
        "+01:00, Accepted",
        "-09:30, Accepted",
        "+14:00, Accepted",
        "+14:01, Rejected",
        "+1:00,  Rejected",
        "Z,      Rejected",
        "'',     Rejected"
    })
    void guardsTheOffsetOfAProductThatHasIt(String value, SetVariableStatusEnumType expected) {
        BlockTester another = Products.station("{\"optionalFeatures\": {\"C-25\": true}}");
        another.start();
        assertThat(another.request(SetVariablesRequest.of(
                                List.of(SetVariableDataType.of(value, CLOCK, VariableType.of("TimeOffset")))))
                        .response(SetVariablesResponse.class)
                        .setVariableResult()
                        .get(0)
                        .attributeStatus())
                .isEqualTo(expected);
    }

    @Test
    void timeZoneAndTimeOffsetAreThereWhereTheProductHasThem() { // C-25, C-26
        assertThat(status(station, "TimeZone")).isEqualTo(GetVariableStatusEnumType.Accepted);
        assertThat(status(station, "TimeOffset")).isEqualTo(GetVariableStatusEnumType.UnknownVariable);
        BlockTester another = Products.station("{\"optionalFeatures\": {\"C-25\": true}}");
        another.start();
        assertThat(status(another, "TimeZone")).isEqualTo(GetVariableStatusEnumType.UnknownVariable);
        assertThat(status(another, "TimeOffset")).isEqualTo(GetVariableStatusEnumType.Accepted);
    }

    private static GetVariableStatusEnumType status(BlockTester tester, String variable) {
        return tester.request(GetVariablesRequest.of(List.of(GetVariableDataType.of(CLOCK, VariableType.of(variable)))))
                .response(GetVariablesResponse.class)
                .getVariableResult()
                .get(0)
                .attributeStatus();
    }

    @Test
    void setsNoneOfTwoValuesForOneVariable() { // B05.FR.13: the CSMS must not
        List<SetVariableResultType> results = set(
                SetVariableDataType.of("Europe/Oslo", CLOCK, ZONE),
                SetVariableDataType.of("Heartbeat", CLOCK, VariableType.of("TimeSource")),
                SetVariableDataType.of("Europe/Rome", ComponentType.of("clockctrlr"), VariableType.of("timezone"))
                        .withAttributeType(AttributeEnumType.Actual));
        assertThat(results)
                .extracting(SetVariableResultType::attributeStatus)
                .containsExactly(
                        SetVariableStatusEnumType.Rejected,
                        SetVariableStatusEnumType.Accepted,
                        SetVariableStatusEnumType.Rejected);
        assertThat(results.get(2).attributeStatusInfo().reasonCode()).isEqualTo("TooManyElements");
        assertThat(results.get(2).variable().name()).isEqualTo("timezone");
        assertThat(station.deviceModel().value(VariableKey.of("ClockCtrlr", "TimeZone")))
                .contains("Etc/UTC");
    }

    @Test
    void whatIsUnknownTwiceIsUnknownTwice() { // B05.FR.04, B05.FR.06
        SetVariableDataType nobody = SetVariableDataType.of("1", ComponentType.of("Nobody"), ZONE);
        SetVariableDataType target =
                SetVariableDataType.of("1", CLOCK, ZONE).withAttributeType(AttributeEnumType.Target);
        assertThat(set(nobody, nobody, target, target))
                .extracting(SetVariableResultType::attributeStatus)
                .containsExactly(
                        SetVariableStatusEnumType.UnknownComponent,
                        SetVariableStatusEnumType.UnknownComponent,
                        SetVariableStatusEnumType.NotSupportedAttributeType,
                        SetVariableStatusEnumType.NotSupportedAttributeType);
    }

    private List<SetVariableResultType> set(SetVariableDataType... items) {
        return station.request(SetVariablesRequest.of(List.of(items)))
                .response(SetVariablesResponse.class)
                .setVariableResult();
    }
}
