package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.karge.runtime.testkit.Stations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/monitoring gives to people fits what the gateway tells. */
class MonitoringTest extends HttpTest {
    private static final Path DOCS = Path.of("../../../docs/monitoring");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*\\}\\}");
    /** What Prometheus adds to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private ExpositionText metrics = new ExpositionText(List.of());

    @BeforeEach
    void scrape() throws Exception {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.measurements.add(Stations.measured("CS-1"));
        metrics = ExpositionText.read(get("/metrics").text());
    }

    @Test
    void everyPanelOfTheDashboardAsksForWhatThereIs() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DOCS.resolve("grafana-dashboard.json").toFile());
        List<String> wrong = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        int targets = 0;
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String where = panel.path("title").asText();
                String expression = target.path("expr").asText();
                wrong.addAll(
                        wrong(where, expression, target.path("legendFormat").asText()));
                asked.addAll(metrics(expression));
                targets++;
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(targets).isGreaterThan(30);
        assertThat(asked).as("all that is ours is on it").containsAll(own());
    }

    @Test
    void theVariablesOfTheDashboardAskForWhatThereIs() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DOCS.resolve("grafana-dashboard.json").toFile());
        List<String> queries = new ArrayList<>();
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                queries.add(variable.at("/query/query")
                        .asText()
                        .replaceAll("^label_values\\((.*), (\\w+)\\)$", "sum by ($2) ($1)"));
            }
        }

        assertThat(queries).hasSize(2);
        assertThat(queries.stream().flatMap(query -> wrong(query, query, "").stream()))
                .isEmpty();
    }

    @Test
    void everyAlertAsksForWhatThereIsAndSaysWhatToDo() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : alerts()) {
            String name = rule.path("alert").asText();
            JsonNode said = rule.path("annotations");
            wrong.addAll(
                    wrong(name, rule.path("expr").asText(), said.path("summary").asText()));
            if (!Set.of("info", "warning", "critical")
                    .contains(rule.at("/labels/severity").asText())) {
                wrong.add(name + " has no severity");
            }
            if (said.path("description").asText().isBlank() || !names.add(name)) {
                wrong.add(name + " is there twice, or does not say what to do");
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(names).hasSizeGreaterThan(15);
        assertThat(Files.readString(DOCS.resolve("README.md"))).contains(names);
    }

    @Test
    void thePageListsEveryMetricOfOurs() throws Exception {
        String page = Files.readString(DOCS.resolve("README.md"));

        assertThat(metrics.families().stream()
                        .map(ExpositionText.Family::name)
                        .filter(name -> name.startsWith("karge_") && !page.contains("`" + name + "`")))
                .isEmpty();
        Matcher named = Pattern.compile("`(karge_\\w+)`").matcher(page);
        Set<String> said = named.results().map(one -> one.group(1)).collect(Collectors.toSet());
        assertThat(said)
                .isSubsetOf(metrics.families().stream()
                        .map(ExpositionText.Family::name)
                        .toList());
    }

    @Test
    void findsWhatIsNotThere() {
        assertThat(wrong("x", "sum(karge_no_such{station=~\"$station\"}) / 3.6e6", ""))
                .containsExactly("x: there is no metric karge_no_such");
        assertThat(wrong("x", "karge_station_hardware_state{state=\"UP\"} == 0", ""))
                .containsExactly("x: there is no karge_station_hardware_state with state=UP");
        assertThat(wrong("x", "karge_station_problems{evse=\"1\"}", ""))
                .containsExactly("x: there is no karge_station_problems with evse=1");
        assertThat(wrong("x", "sum by (evse) (karge_station_problems)", "{{connector}}"))
                .containsExactly("x: nothing has the label evse", "x: nothing has the label connector");
        assertThat(wrong("x", "rate(karge_store_commit_seconds[5m])", ""))
                .containsExactly("x: there is no metric karge_store_commit_seconds");
    }

    private static List<JsonNode> alerts() throws Exception {
        JsonNode file = new ObjectMapper(new YAMLFactory())
                .readTree(DOCS.resolve("alerts.yml").toFile());
        List<JsonNode> rules = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    /** Metrics, labels and values of labels that the expression names and the gateway does not have. */
    private List<String> wrong(String where, String expression, String text) {
        PromQl query = PromQl.of(expression);
        List<String> wrong = new ArrayList<>();
        Set<String> labels = new HashSet<>(OF_PROMETHEUS);
        for (PromQl.Selector selector : query.selectors()) {
            if (selector.metric().equals("up")) {
                continue;
            }
            List<ExpositionText.Sample> found = metrics.find(selector.metric());
            if (found.isEmpty()) {
                wrong.add(where + ": there is no metric " + selector.metric());
            }
            found.forEach(sample -> labels.addAll(sample.labels().keySet()));
            selector.labels().stream()
                    .filter(label -> !found.isEmpty() && !has(found, label))
                    .forEach(label -> wrong.add(where + ": there is no " + selector.metric() + " with " + label.name()
                            + label.operator() + label.value()));
        }
        Set<String> used = new TreeSet<>();
        PLACEHOLDER.matcher(text).results().map(one -> one.group(1)).forEach(used::add);
        Stream.concat(query.grouping().stream(), used.stream())
                .filter(label -> !query.selectors().isEmpty() && !labels.contains(label) && known(query))
                .forEach(label -> wrong.add(where + ": nothing has the label " + label));
        return wrong;
    }

    private boolean known(PromQl query) {
        return query.selectors().stream()
                .anyMatch(selector -> !metrics.find(selector.metric()).isEmpty());
    }

    /** The collectors of the machine that tests run on are not those of the distribution: pools have other names. */
    private static boolean has(List<ExpositionText.Sample> found, PromQl.Label label) {
        if (OF_PROMETHEUS.contains(label.name())) {
            return true;
        }
        return found.stream()
                .map(sample -> sample.labels().get(label.name()))
                .anyMatch(value -> value != null
                        && (!label.operator().equals("=")
                                || value.equals(label.value())
                                || label.name().equals("pool")));
    }

    private static Set<String> metrics(String expression) {
        return PromQl.of(expression).selectors().stream()
                .map(PromQl.Selector::metric)
                .collect(Collectors.toSet());
    }

    /** Our metrics as a query names them: of a histogram the buckets. */
    private List<String> own() {
        return metrics.families().stream()
                .filter(family -> family.name().startsWith("karge_"))
                .map(family -> family.type().equals("histogram") ? family.name() + "_bucket" : family.name())
                .toList();
    }
}
