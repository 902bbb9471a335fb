package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    enum Colour {
        RED
    }

    record Row(
            String stationId,
            int powerW,
            Colour colour,
            List<String> missingBlocks,
            @Nullable String note,
            Instant since) {}

    record Pair(String name, Map<String, Integer> counts) {}

    private static final Row ROW =
            new Row("CS-1", 170, Colour.RED, List.of("a", "b"), null, Instant.parse("2025-06-26T10:00:00Z"));

    @Test
    void printsATableWithAHeaderPerComponent() {
        assertThat(printed(out -> Rows.print(out, Row.class, List.of(ROW), "none", false)))
                .contains(
                        "Station id", "Power W", "Missing blocks", "CS-1", "170", "RED", "a, b", "2025-06-26T10:00:00Z")
                .doesNotContain("null");
    }

    @Test
    void printsTimesToTheMillisecondForPeopleOnly() {
        record Moment(Instant at) {}
        Moment moment = new Moment(Instant.parse("2025-06-26T10:00:00.123456789Z"));

        assertThat(printed(out -> Rows.printOne(out, moment, false))).contains("2025-06-26T10:00:00.123Z");
        assertThat(printed(out -> Rows.printOne(out, moment, true))).contains("2025-06-26T10:00:00.123456789Z");
    }

    @Test
    void printsDurationsInWordsForPeopleOnly() {
        record Took(Duration took) {}
        Took took = new Took(Duration.ofSeconds(760));

        assertThat(printed(out -> Rows.printOne(out, took, false))).contains("12 min 40 s");
        assertThat(printed(out -> Rows.printOne(out, took, true))).contains("PT12M40S");
    }

    @Test
    void saysWhatToDoWhenThereIsNoRow() {
        assertThat(printed(out -> Rows.print(out, Row.class, List.of(), "No station: add a cfg", false)))
                .contains("Station id", "No station: add a cfg");
    }

    @Test
    void printsTheSameRowsAsJsonWithTheComponentsAsFields() {
        assertThat(printed(out -> Rows.print(out, Pair.class, List.of(new Pair("x", Map.of("n", 3))), "none", true)))
                .isEqualToIgnoringWhitespace("[{\"name\":\"x\",\"counts\":{\"n\":3}}]");
        assertThat(printed(out -> Rows.print(out, Row.class, List.of(ROW), "none", true)))
                .contains("\"stationId\" : \"CS-1\"", "\"powerW\" : 170", "\"since\" : \"2025-06-26T10:00:00Z\"");
        assertThat(printed(out -> Rows.print(out, Row.class, List.of(), "none", true)))
                .isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void printsOneRecordAsLinesOrAsAnObject() {
        Pair pair = new Pair("x", Map.of("n", 3));
        assertThat(printed(out -> Rows.printOne(out, pair, false)).lines())
                .anySatisfy(line -> assertThat(line).contains("Name").contains("x"))
                .anySatisfy(line -> assertThat(line).contains("Counts").contains("n=3"));
        assertThat(printed(out -> Rows.printOne(out, pair, true)))
                .isEqualToIgnoringWhitespace("{\"name\":\"x\",\"counts\":{\"n\":3}}");
    }

    @Test
    void breaksWhatIsTooWideWithinItsColumn() {
        String id = "0123456789".repeat(5);
        String text = "many words ".repeat(8).strip();

        List<String> lines = printed(out -> Rows.print(
                        out, Wide.class, List.of(new Wide(id, text, 1), new Wide("x", "y", 2)), "none", false))
                .lines()
                .toList();

        assertThat(lines.get(0)).contains("Station id", "Text", "Count");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(String.join("", lines).replaceAll("[^0-9]", "")).contains("012345678901234567890");
        assertThat(String.join(" ", lines).split("many", -1)).hasSize(9);
    }

    /** The ids of transactions are copied into other commands. */
    @Test
    void keepsAUuidWholeWhereTheTableAllowsIt() {
        String id = "7f0c2a54-9d1e-4a3b-8c6d-5e4f3a2b1c0d";
        String shown = printed(
                out -> Rows.print(out, Wide.class, List.of(new Wide(id, "many words ".repeat(8), 1)), "none", false));
        assertThat(shown).contains(id);
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    record Wide(String stationId, String text, int count) {}

    @Test
    void printsRowsBelowEachOtherThatNoTableCanHold() {
        List<String> lines = printed(out ->
                        Rows.print(out, Wide.class, List.of(new Wide("a", "long ".repeat(400), 1)), "none", false))
                .lines()
                .toList();

        assertThat(lines.get(0)).startsWith("Station id").endsWith("a");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(String.join(" ", lines).split("long", -1)).hasSize(401);
    }

    @Test
    void breaksTheValuesOfOneRecordAndTheTextOfAnEmptyList() {
        assertThat(printed(out -> Rows.printOne(out, new Wide("a", "b".repeat(300), 1), false))
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(printed(out -> Rows.print(out, Wide.class, List.of(), "nothing ".repeat(30), false))
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void printsARecordAsOneLineForListsWithoutAnEnd() {
        assertThat(printed(out -> Rows.printLine(out, new Pair("x", Map.of("n", 3)))))
                .isEqualTo("{\"name\":\"x\",\"counts\":{\"n\":3}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "evseId,Evse id",
        "powerW,Power W",
        "meterWh,Meter Wh",
        "bootCounter,Boot counter",
        "name,Name",
        "csmsUrl,Csms url"
    })
    void readsTheHeaderOffTheComponentName(String component, String header) {
        assertThat(Rows.header(component)).isEqualTo(header);
    }

    private static String printed(Consumer<PrintStream> print) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            print.accept(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
