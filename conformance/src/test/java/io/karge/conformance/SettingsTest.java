package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No variable can be set that does nothing: for each of any product there is a test, or a mutant that ignores it, whose comment
 * {@code effect: Component.Variable} says that it would notice.
 */
class SettingsTest {
    private static final Pattern EFFECT = Pattern.compile("effect: ([\\w.\\[\\], ]+)");

    @TempDir
    static Path folder;

    private static Set<String> settable;
    private static Set<String> tested;

    @BeforeAll
    static void read() throws IOException {
        settable = new TreeSet<>();
        for (var product : Products.ALL) {
            Path own = Files.createTempDirectory(folder, "station");
            try (InProcessStation station = new InProcessStation(product, own)) {
                station.ready().variables().report("the inventory", ReportBaseEnumType.FullInventory).stream()
                        .filter(SettingsTest::isSettable)
                        .map(entry -> entry.component().name() + "."
                                + entry.variable().name()
                                + (entry.variable().instance() == null
                                        ? ""
                                        : "[" + entry.variable().instance() + "]"))
                        .forEach(settable::add);
            }
        }
        tested = new TreeSet<>();
        for (Path file : Repository.sources("test")) {
            EFFECT.matcher(Files.readString(file))
                    .results()
                    .flatMap(found -> Pattern.compile(", *").splitAsStream(found.group(1)))
                    .map(String::strip)
                    .forEach(tested::add);
        }
        tested.remove("Component.Variable");
    }

    private static boolean isSettable(ReportDataType entry) {
        return entry.variableAttribute().get(0).mutability() != MutabilityEnumType.ReadOnly;
    }

    @Test
    void everySettableVariableHasATestOfItsEffect() {
        assertThat(settable).isNotEmpty().isSubsetOf(tested);
    }

    @Test
    void everyEffectIsOfAVariableThatSomeStationHas() {
        assertThat(tested.stream().filter(name -> !settable.contains(name)).collect(Collectors.toSet()))
                .isEmpty();
    }
}
