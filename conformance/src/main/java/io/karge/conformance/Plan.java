package io.karge.conformance;

import io.karge.station.ProductFacts;
import java.util.List;
import java.util.Optional;

/** Which cases a run examines a product with. */
final class Plan {
    private Plan() {}

    /**
     * One case of a run.
     *
     * @param testCase empty when it does not apply
     * @param whyNot why it does not apply
     */
    record Step(CaseFacts facts, Optional<Catalogue.Case> testCase, Optional<String> whyNot) {}

    /** The chosen cases of the kit and those that do not apply, sorted by id. */
    static List<Step> of(ProductFacts product, Options options) {
        Applicability applicability = new Applicability(product);
        return CaseFacts.all().stream()
                .filter(facts -> options.chosen(facts.id()))
                .map(facts -> new Step(facts, Catalogue.find(facts.id()), applicability.whyNot(facts.id())))
                .filter(step -> step.testCase().isPresent() || step.whyNot().isPresent())
                .toList();
    }

    /** The cases of the product's certificate that the kit does not have yet, sorted by id. */
    static List<CaseFacts> missing(ProductFacts product) {
        Applicability applicability = new Applicability(product);
        return CaseFacts.all().stream()
                .filter(facts -> applicability.isListed(facts.id()))
                .filter(facts -> Catalogue.find(facts.id()).isEmpty())
                .toList();
    }
}
