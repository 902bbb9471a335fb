package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit has what it must have. */
class CatalogueTest {
    /** The blocks whose cases are all here: a case of them that a certificate lists and the kit lacks is a failure. */
    private static final List<String> COMPLETE = List.of("A", "B", "C", "E", "F", "G", "J", "K", "L", "M", "N", "P");

    @TestFactory
    Stream<DynamicTest> hasEveryListedCaseOfACompleteBlock() {
        return Products.ALL.stream()
                .flatMap(product -> Plan.missing(Products.facts(product)).stream())
                .map(CaseFacts::id)
                .distinct()
                .filter(id -> COMPLETE.contains(CaseFacts.block(id)))
                .map(id -> DynamicTest.dynamicTest(id, () -> assertThat(Catalogue.find(id))
                        .as("the kit's " + id)
                        .isPresent()));
    }

    @Test
    void knowsWhatPart5SaysOfEachCase() {
        assertThat(Catalogue.cases()).allSatisfy(testCase -> assertThat(CaseFacts.find(testCase.id()))
                .as(testCase.id())
                .isPresent());
    }

    @Test
    void hasEachCaseOnce() {
        Set<String> seen = new HashSet<>();
        assertThat(Catalogue.cases())
                .allSatisfy(testCase ->
                        assertThat(seen.add(testCase.id())).as(testCase.id()).isTrue());
    }
}
