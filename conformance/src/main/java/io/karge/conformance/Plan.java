package io.karge.conformance;

import io.karge.station.ProductFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which cases a run examines a product with. */
final class Plan {
    private Plan() {}

    /**
     * One case of a run.
     *
     * @param testCase empty when it does not apply
     * @param over by which protocol it moves files; empty where it moves none
     * @param whyNot why it does not apply
     */
    record Step(
            CaseFacts facts,
            Optional<Catalogue.Case> testCase,
            Optional<TransferProtocol> over,
            Optional<String> whyNot) {}

    /**
     * The chosen cases of the kit and those that do not apply, sorted by id; those that move files once for each of the
     * protocols that were chosen.
     */
    static List<Step> of(ProductFacts product, Options options) {
        Applicability applicability = new Applicability(product);
        return CaseFacts.all().stream()
                .filter(facts -> options.chosen(facts.id()))
                .flatMap(facts -> steps(facts, applicability.whyNot(facts.id()), options.transfers()))
                .filter(step -> step.testCase().isPresent() || step.whyNot().isPresent())
                .toList();
    }

    private static Stream<Step> steps(CaseFacts facts, Optional<String> whyNot, List<TransferProtocol> protocols) {
        Optional<Catalogue.Case> testCase = Catalogue.find(facts.id());
        return whyNot.isEmpty() && testCase.filter(Catalogue.Case::movesFiles).isPresent()
                ? protocols.stream().map(over -> new Step(facts, testCase, Optional.of(over), whyNot))
                : Stream.of(new Step(facts, testCase, Optional.empty(), whyNot));
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
