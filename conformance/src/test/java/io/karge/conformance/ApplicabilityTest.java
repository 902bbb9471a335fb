package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.ProductFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which cases apply, from the product data. */
class ApplicabilityTest {
    private static final String PASS = "\"certificationProfiles\":{\"Core\":\"Pass\"}";

    private static String whyNot(String caseId, String product) {
        return new Applicability(ProductFacts.read(product)).whyNot(caseId).orElse("it applies");
    }

    @Test
    void aListedCaseApplies() {
        assertThat(whyNot("TC_B_25_CS", "{" + PASS + ",\"testCases\":[{\"id\":\"TC_B_25_CS\"}]}"))
                .isEqualTo("it applies");
    }

    @Test
    void namesTheFeatureThatIsMissing() {
        assertThat(whyNot("TC_B_25_CS", "{" + PASS + ",\"optionalFeatures\":{\"C-13\":false}}"))
                .isEqualTo("it needs C-13; the product has C-13: no");
    }

    @Test
    void readsFeaturesAnswersHardwareAndAuthorizationOptions() {
        String product =
                "{" + PASS + ",\"optionalFeatures\":{\"C-20\":true,\"C-43\":false},\"answers\":{\"AQ-7\":false},"
                        + "\"hardwareFeatureSet\":{\"HFS-8\":1},\"authorizationOptions\":{\"localStart\":{\"C-30\":true}}}";

        assertThat(whyNot("TC_L_12_CS", product))
                .endsWith("the product has C-20: yes, C-43: no, AQ-7: no, HFS-8 > 1: no");
        assertThat(whyNot("TC_C_05_CS", product)).contains("C-30: yes", "AQ-2: no");
    }

    @Test
    void namesTheProfileThatIsNotCertified() {
        assertThat(whyNot("TC_A_23_CS", "{" + PASS + "}"))
                .isEqualTo("the profile Advanced Security is not certified: not tested");
    }

    @Test
    void saysSoWhenTheCertificateDoesNotListWhatWouldApply() {
        assertThat(whyNot("TC_B_01_CS", "{" + PASS + "}")).isEqualTo("the product's certificate does not list it");
    }

    /** The lists of the certificates agree with Part 5: two sources check each other. */
    @Test
    void theProductsListWhatPart5AsksThemFor() {
        Products.ALL.forEach(product -> {
            Applicability applicability = new Applicability(Products.facts(product));
            List<String> unexplained = CaseFacts.all().stream()
                    .map(CaseFacts::id)
                    .filter(id -> applicability
                            .whyNot(id)
                            .filter(why -> why.contains("does not list it"))
                            .isPresent())
                    .toList();
            // F_27 is newer than the edition that they were certified for.
            assertThat(unexplained).as(product.model().model()).containsExactly("TC_F_27_CS");
            assertThat(CaseFacts.all().stream().filter(facts -> applicability.isListed(facts.id())))
                    .hasSize(179);
        });
    }
}
