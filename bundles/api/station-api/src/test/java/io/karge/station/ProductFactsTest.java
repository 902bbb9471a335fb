package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductFactsTest {
    private final ProductFacts facts = ProductFacts.read("""
            {
              "optionalFeatures": {"C-49": true, "C-56": false, "C-23": "Heartbeat"},
              "settings": {"ORS-1": {"value": 204}, "ORS-24": {"value": ["HTTP", "FTP"]}},
              "measurands": {"txStarted": ["Power.Offered", "Current.Import"]},
              "role": {"kind": "family member"}
            }
            """);

    @Test
    void aFeatureIsSupportedOnlyWhenItSaysSo() {
        assertThat(facts.supports("C-49")).isTrue();
        assertThat(facts.supports("C-56")).isFalse();
        assertThat(facts.supports("C-23")).isFalse();
        assertThat(facts.supports("C-99")).isFalse();
    }

    @Test
    void aSettingIsItsText() {
        assertThat(facts.setting("ORS-1")).contains("204");
        assertThat(facts.setting("ORS-24")).isEmpty();
        assertThat(facts.setting("ORS-99")).isEmpty();
    }

    @Test
    void measurandsAreInTheirOrder() {
        assertThat(facts.measurands("txStarted")).containsExactly("Power.Offered", "Current.Import");
        assertThat(facts.measurands("aligned")).isEmpty();
    }

    @Test
    void otherFactsAreReachedByPointer() {
        assertThat(facts.at("/role/kind").asText()).isEqualTo("family member");
        assertThat(facts.at("/role/none").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"a\":"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> ProductFacts.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("product.json");
    }
}
