package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.Ledger.Row;
import io.karge.conformance.TestSources.TestMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger of requirements says what is so. */
class LedgerTest {
    /** What the ledger accounts for: functional blocks, and use cases of those of which the products have not all. */
    private static final Set<String> ACCOUNTED =
            Set.of("A", "B", "C", "E", "F", "G", "J", "L", "M", "N01", "N09", "N10", "P");

    private static Ledger ledger;
    private static Set<String> classes;
    private static Map<String, List<TestMethod>> tests;

    @BeforeAll
    static void read() throws IOException {
        ledger = Ledger.read(Files.readAllLines(Repository.ROOT.resolve("docs/requirements.md")));
        classes = Repository.sources("main").stream().map(LedgerTest::className).collect(Collectors.toSet());
        tests = TestSources.read(Repository.sources("test")).stream().collect(Collectors.groupingBy(TestMethod::name));
    }

    @Test
    void isWrittenInItsForm() {
        assertThat(ledger.complaints()).isEmpty();
        assertThat(ledger.rows()).isNotEmpty();
    }

    @Test
    void namesEachRequirementOnce() {
        assertThat(ledger.rows()).extracting(Row::id).doesNotHaveDuplicates();
    }

    @Test
    void namesClassesOfTheRepository() {
        assertThat(complaints(Row::satisfiedBy, (row, name) -> classes.contains(name)))
                .as("no class of a src/main/java")
                .isEmpty();
    }

    @Test
    void namesTestsThatNameTheRequirement() {
        assertThat(complaints(Row::provenBy, LedgerTest::proves))
                .as("no case of the catalogue, and no test whose own Javadoc, display name or comment names the"
                        + " requirement")
                .isEmpty();
    }

    @Test
    void knowsEveryRequirementThatATestNames() {
        Set<String> known = ledger.rows().stream().map(Row::id).collect(Collectors.toSet());
        Map<String, String> missing = new TreeMap<>();
        tests.values().stream().flatMap(List::stream).forEach(test -> Stream.of(
                        test.requirements(), test.requirementsOfClass())
                .flatMap(Set::stream)
                .filter(id -> ACCOUNTED.stream().anyMatch(id::startsWith))
                .filter(id -> !known.contains(id))
                .forEach(id -> missing.put(id, test.name())));
        assertThat(missing).as("not in docs/requirements.md").isEmpty();
    }

    @Test
    void citesCasesThatListTheRequirement() throws IOException {
        Standard standard = Standard.beside(Repository.ROOT);
        Map<String, Set<String>> listed = standard.requirementsOfCases();
        assertThat(complaints(
                        row -> row.provenBy().stream()
                                .filter(name -> name.startsWith("TC_"))
                                .toList(),
                        (row, name) -> listed.getOrDefault(name, Set.of()).contains(row.id())))
                .as("cases whose description does not list the requirement")
                .isEmpty();
    }

    @Test
    void accountsForEveryRequirementThatItShould() throws IOException {
        Set<String> known = ledger.rows().stream().map(Row::id).collect(Collectors.toSet());
        assertThat(Standard.beside(Repository.ROOT).requirements(ACCOUNTED))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(known).as("a row of " + id).contains(id));
    }

    private static boolean proves(Row row, String name) {
        return name.startsWith("TC_")
                ? Catalogue.find(name).isPresent()
                : tests.getOrDefault(name, List.of()).stream().anyMatch(test -> test.covers(row.id()));
    }

    private static List<String> complaints(Function<Row, List<String>> names, BiPredicate<Row, String> holds) {
        List<String> complaints = new ArrayList<>();
        ledger.rows().forEach(row -> names.apply(row).stream()
                .filter(name -> !holds.test(row, name))
                .forEach(name -> complaints.add(row.id() + ": " + name)));
        return complaints;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replaceAll("\\.java$", "");
    }
}
