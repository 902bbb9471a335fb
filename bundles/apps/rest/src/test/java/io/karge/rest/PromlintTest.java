package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that {@link MetricsServletTest} holds the metrics against find what they are for. */
class PromlintTest {
    @ParameterizedTest
    @CsvSource({
        "a_requests,counter,counters end in _total",
        "a_requests_total,gauge,counters end in _total",
        "a_power_kilowatts,gauge,kilowatts is no base unit",
        "a_age_milliseconds,gauge,milliseconds is no base unit",
        "a_age_ms,gauge,abbreviated unit ms",
        "a_energy_watt_hours_total,counter,hours is no base unit",
        "a_seconds_age,gauge,the unit seconds is not at the end",
        "a_gauge,gauge,the type gauge is in the name",
        "aAge,gauge,snake_case",
        "a_count,gauge,_count is for histograms",
        "a:b,gauge,colons",
        "a_age,untyped,no type"
    })
    void complainsOf(String name, String type, String complaint) {
        assertThat(Promlint.complaints(
                        ExpositionText.read("# HELP %s Text\n# TYPE %s %s\n%s 1\n".formatted(name, name, type, name))))
                .anySatisfy(said -> assertThat(said).startsWith(name + ": ").contains(complaint));
    }

    @Test
    void complainsOfAMissingHelpAndOfSeriesThatAreThereTwice() {
        assertThat(Promlint.complaints(
                        ExpositionText.read("# TYPE a gauge\na{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 1\n")))
                .containsExactlyInAnyOrder("a: no help text", "a{b=1, c=2}: is there twice");
    }

    @Test
    void hasNothingAgainstGoodOnes() {
        assertThat(
                        Promlint.complaints(
                                ExpositionText.read(
                                        "# HELP a_energy_joules_total Text\n# TYPE a_energy_joules_total counter\na_energy_joules_total{b=\"1\"} 1\n")))
                .isEmpty();
    }
}
