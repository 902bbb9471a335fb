package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Claim.Agreement;
import io.karge.conformance.Features.Feature;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.station.ProductFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What product files claim, held against the stations that run with them. */
class ClaimsTest {
    private static final StationDriverFactory PRODUCT = new Hyc400Us();
    private static Inventory inventory = new Inventory(List.of());

    @BeforeAll
    static void ask(@TempDir Path store) {
        inventory = inventory(PRODUCT, store);
    }

    /** What a station of a product says of itself. */
    static Inventory inventory(StationDriverFactory product, Path store) {
        try (InProcessStation station = new InProcessStation(product, store)) {
            return new Inventory(station.ready().variables().report("the inventory", ReportBaseEnumType.FullInventory));
        }
    }

    static Stream<StationDriverFactory> products() {
        return Products.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("products")
    void everyProductIsWhatItsFileSays(StationDriverFactory product, @TempDir Path store) {
        List<Claim> all = new Claims(Products.facts(product), Optional.of(inventory(product, store)), List.of()).all();

        assertThat(all)
                .filteredOn(claim -> claim.agreement() == Agreement.DIFFERS)
                .isEmpty();
        assertThat(all)
                .filteredOn(claim -> claim.agreement() == Agreement.SHOWN)
                .extracting(Claim::id)
                .containsAll(ClaimRule.features());
    }

    /** Turned round, each claim that a variable shows must differ. */
    @Test
    void everyClaimThatAVariableShowsIsSeenToBeWrongWhenItIs() {
        Set<String> unseen = new HashSet<>();
        Set<String> tried = new HashSet<>();
        ProductFacts product = Products.facts(PRODUCT);
        for (List<Feature> group : List.of(
                Features.hardware(product),
                Features.optional(product),
                Features.measurands(product),
                Features.settings(product))) {
            for (Feature feature : group) {
                ClaimRule.of(feature.id()).ifPresent(rule -> {
                    tried.add(feature.id());
                    if (rule.examine(other(feature.value()), inventory).agrees()) {
                        unseen.add(feature.id());
                    }
                });
            }
        }

        assertThat(unseen).isEmpty();
        assertThat(tried).as("a rule for a feature that no product mentions").isEqualTo(ClaimRule.features());
    }

    private static JsonNode other(JsonNode value) {
        ObjectMapper json = new ObjectMapper();
        if (value.isBoolean()) {
            return json.getNodeFactory().booleanNode(!value.asBoolean());
        } else if (value.isNumber()) {
            return json.getNodeFactory().numberNode(value.asInt() + 1);
        } else if (value.isArray()) {
            return json.createArrayNode().addAll((ArrayNode) value).add("More");
        }
        return json.getNodeFactory().textNode("None");
    }

    @Test
    void seesAConnectorOfAnotherTypeAndOneThatIsNotThere() {
        assertThat(differing(facts -> ((ObjectNode) facts.at("/evses/0/connectors/0")).put("type", "cCCS2")))
                .containsExactly("1/1");
        assertThat(differing(facts -> ((ArrayNode) facts.path("evses")).remove(3)))
                .containsExactly("connectors");
    }

    @Test
    void seesAnotherModelAndFirmware() {
        assertThat(differing(facts -> ((ObjectNode) facts)
                        .put("designation", "Hypercharger HYC 50")
                        .put("firmwareVersion", "hyc_v9.9.9")))
                .containsExactlyInAnyOrder("Model", "Firmware");
    }

    private static List<String> differing(Consumer<JsonNode> change) {
        JsonNode facts = facts();
        change.accept(facts);
        return new Claims(ProductFacts.read(facts.toString()), Optional.of(inventory), List.of())
                .all().stream()
                        .filter(claim -> claim.agreement() == Agreement.DIFFERS)
                        .map(Claim::id)
                        .toList();
    }

    private static JsonNode facts() {
        return Products.facts(PRODUCT).at("").deepCopy();
    }

    @Test
    void takesTheCasesThatWereRunBecauseOfAFeatureThatNoVariableShows() {
        Feature cancels = new Feature("C-57", "a log upload can be cancelled", facts().at("/optionalFeatures/C-57"));

        assertThat(claim(cancels, Verdict.Result.PASS).agreement()).isEqualTo(Agreement.SHOWN);
        assertThat(claim(cancels, Verdict.Result.PASS).shown()).isEqualTo("TC_N_36_CS passed");
        assertThat(claim(cancels, Verdict.Result.FAIL).agreement()).isEqualTo(Agreement.DIFFERS);
        assertThat(new Claims(Products.facts(PRODUCT), Optional.of(inventory), List.of())
                        .of(List.of(cancels))
                        .get(0)
                        .agreement())
                .isEqualTo(Agreement.NOT_EXAMINED);
    }

    private static Claim claim(Feature feature, Verdict.Result result) {
        Verdict verdict = new Verdict(
                CaseFacts.find("TC_N_36_CS").orElseThrow(), Optional.empty(), result, "", Duration.ZERO, List.of());
        return new Claims(Products.facts(PRODUCT), Optional.of(inventory), List.of(verdict))
                .of(List.of(feature))
                .get(0);
    }
}
