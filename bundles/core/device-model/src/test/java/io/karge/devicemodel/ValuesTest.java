package io.karge.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.DataEnumType;
import io.karge.station.VariableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            integer,    300,                        300
            integer,    -5,                         -5
            integer,    300.1,                      !InvalidValue
            integer,    +3,                         !InvalidValue
            integer,    007,                        !InvalidValue
            integer,    true,                       !InvalidValue
            integer,    abc,                        !InvalidValue
            integer,    '',                         !InvalidValue
            integer,    '1 ',                       !InvalidValue
            integer,    2147483647,                 2147483647
            integer,    2147483648,                 !ValueOutOfRange
            integer,    -2147483648,                -2147483648
            integer,    -2147483649,                !ValueOutOfRange
            integer,    12345678901234567890,       !ValueOutOfRange
            integer,    -0,                         0
            decimal,    0.5,                        0.5
            decimal,    -12,                        -12
            decimal,    1e3,                        !InvalidValue
            decimal,    '1,5',                      !InvalidValue
            bool,       true,                       true
            bool,       false,                      false
            bool,       True,                       !InvalidValue
            bool,       1,                          !InvalidValue
            dateTime,   2024-05-06T10:00:00Z,       2024-05-06T10:00:00Z
            dateTime,   2024-05-06T10:00:00+02:00,  2024-05-06T10:00:00+02:00
            dateTime,   2024-05-06,                 !InvalidValue
            dateTime,   300,                        !InvalidValue
            string,     anything at all,            anything at all
            string,     '',                         ''
            """)
    void checksTheDataType(DataEnumType type, String value, String expected) { // B05.FR.07
        assertThat(outcome(ModelBench.readWrite("V", type, null), value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            OptionList,   a,        a
            OptionList,   d,        !InvalidValue
            OptionList,   'a,b',    !InvalidValue
            OptionList,   '',       !InvalidValue
            MemberList,   'c, a',   'c,a'
            MemberList,   '',       ''
            MemberList,   'a,d',    !InvalidValue
            MemberList,   'a,a',    !InvalidValue
            MemberList,   'a,,b',   !InvalidValue
            SequenceList, 'b,a',    'b,a'
            SequenceList, 'b,b',    !InvalidValue
            """)
    void checksTheMembersOfAList(DataEnumType type, String value, String expected) {
        assertThat(outcome(ModelBench.listed("V", type, "a", "a", "b", "c"), value))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            integer,    4,       !ValueOutOfRange
            integer,    5,       5
            integer,    8,       8
            integer,    9,       !ValueOutOfRange
            decimal,    4.999,   !ValueOutOfRange
            decimal,    8.0,     8.0
            decimal,    8.001,   !ValueOutOfRange
            string,     abcd,    !ValueOutOfRange
            string,     abcdefgh, abcdefgh
            string,     abcdefghi, !ValueOutOfRange
            MemberList, 'ab,cd,efg', !ValueOutOfRange
            """)
    void checksTheLimits(DataEnumType type, String value, String expected) { // B05.FR.08
        assertThat(outcome(ModelBench.limited("V", type, null, 5, 8), value)).isEqualTo(expected);
    }

    @Test
    void everyDataTypeIsChecked() {
        for (DataEnumType type : DataEnumType.values()) {
            assertThat(Values.check(ModelBench.readWrite("V", type, null), "\u0000,,"))
                    .as(type.wire())
                    .isNotNull();
        }
    }

    private static String outcome(VariableDefinition definition, String value) {
        Values.Checked checked = Values.check(definition, value);
        return checked instanceof Values.Refused refused ? "!" + refused.reasonCode() : ((Values.Fits) checked).value();
    }
}
