package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Version;

/**
 * The packages that others compile against are what docs/api has recorded of them. There is no release to compare with yet, so
 * the record is the baseline: what changes needs a version that says so, and a record that shows it. With {@code
 * -Dkarge.api.record=true} the test writes the record, once the version fits.
 */
class ApiBaselineTest {
    private static final Path RECORDS = Path.of("../docs/api");
    private static final Set<JavaModifier> SEEN = Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED);
    private static final JavaClasses KARGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.karge");

    /** What a package has, and under which version. */
    record Api(Version version, Set<String> lines) {
        /** The lowest version that may have this, after what was before. */
        Optional<Version> needed(Api before) {
            if (lines.equals(before.lines)) {
                return Optional.empty();
            }
            Version was = before.version;
            boolean breaks = !lines.containsAll(before.lines)
                    || lines.stream().anyMatch(line -> !before.lines.contains(line) && before.hasToHave(line));
            boolean major = breaks && was.getMajor() > 0;
            return Optional.of(
                    major ? new Version(was.getMajor() + 1, 0, 0) : new Version(was.getMajor(), was.getMinor() + 1, 0));
        }

        /** Whether it is something new that who implements a type of before has to add. */
        private boolean hasToHave(String line) {
            String type = line.substring(line.lastIndexOf(' ', Math.max(0, line.indexOf('#'))) + 1)
                    .replaceAll("#.*", "");
            return line.contains("abstract ")
                    && line.contains("#")
                    && lines().stream()
                            .anyMatch(known -> known.contains(" " + type + "#") || known.endsWith(" " + type));
        }
    }

    static Stream<String> stable() {
        return packages().filter(name -> now(name).version.getMajor() > 0 || name.equals("io.karge.station"));
    }

    private static Stream<String> packages() {
        return KARGE.stream()
                .filter(type -> type.getSimpleName().equals("package-info")
                        && version(type).isPresent())
                .map(JavaClass::getPackageName)
                .sorted();
    }

    @Test
    void everyStablePackageIsRecordedAndNoOther() throws Exception {
        try (Stream<Path> records = Files.list(RECORDS)) {
            assertThat(records.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".txt"))
                            .map(name -> name.replaceAll("\\.txt$", ""))
                            .sorted())
                    .containsExactlyElementsOf(stable().toList());
        }
        assertThat(stable()).contains("io.karge.driver", "io.karge.station", "io.karge.time");
    }

    @ParameterizedTest
    @MethodSource("stable")
    void isWhatWasRecorded(String name) throws Exception {
        Path record = RECORDS.resolve(name + ".txt");
        Api now = now(name);
        boolean recording = Boolean.getBoolean("karge.api.record");
        if (recording && !Files.exists(record)) {
            write(record, now);
        }
        Api before = read(record);
        Version needed = now.needed(before).orElse(before.version);

        assertThat(now.version)
                .as(
                        "%s has changed: %s. The version in its package-info has to be %s at least",
                        name, changes(before, now), needed)
                .isGreaterThanOrEqualTo(needed);
        if (recording) {
            write(record, now);
        }
        assertThat(read(record))
                .as(
                        "%s has changed: %s. Record it: mvn verify -pl itests -am -Dtest=ApiBaselineTest"
                                + " -Dkarge.api.record=true",
                        name, changes(before, now))
                .isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1.2.3,interface A;A#a(),interface A;A#a(),-",
                "1.2.3,interface A;A#a(),interface A;A#a();A#b(),1.3.0",
                "1.2.3,interface A;A#a(),interface A,2.0.0",
                "1.2.3,interface A;A#a(),interface A;abstract A#a(),2.0.0",
                "1.2.3,interface A,interface A;abstract A#b(),2.0.0",
                "1.2.3,interface A,interface A;interface B;abstract B#b(),1.3.0",
                "0.1.0,interface A;A#a(),interface A,0.2.0"
            })
    void knowsWhichVersionAChangeNeeds(String version, String before, String now, String needed) {
        Api was = new Api(Version.parseVersion(version), Set.of(before.split(";", -1)));

        assertThat(new Api(was.version, Set.of(now.split(";", -1)))
                        .needed(was)
                        .map(Version::toString)
                        .orElse(null))
                .isEqualTo(needed);
    }

    private static String changes(Api before, Api now) {
        Set<String> gone = new TreeSet<>(before.lines);
        gone.removeAll(now.lines);
        Set<String> come = new TreeSet<>(now.lines);
        come.removeAll(before.lines);
        return "gone are " + gone + ", new are " + come;
    }

    private static Api read(Path record) throws Exception {
        List<String> lines = Files.readAllLines(record);
        return new Api(
                Version.parseVersion(lines.get(0).replace("version ", "")),
                new TreeSet<>(lines.subList(1, lines.size())));
    }

    private static void write(Path record, Api api) throws Exception {
        List<String> lines = new ArrayList<>(List.of("version " + api.version));
        lines.addAll(api.lines);
        Files.write(record, lines);
    }

    private static Api now(String name) {
        Set<String> lines = new TreeSet<>();
        Version version = Version.emptyVersion;
        for (JavaClass type : KARGE) {
            if (type.getPackageName().equals(name) && type.getSimpleName().equals("package-info")) {
                version = version(type).orElse(version);
            } else if (type.getPackageName().equals(name) && isSeen(type)) {
                lines.add(kind(type) + " " + type.getName());
                type.getCodeUnits().stream()
                        .filter(unit -> isSeen(unit.getModifiers()))
                        .forEach(unit -> lines.add(line(type, unit)));
                type.getFields().stream()
                        .filter(field -> isSeen(field.getModifiers()))
                        .forEach(field -> lines.add(line(type, field)));
            }
        }
        return new Api(version, lines);
    }

    private static Optional<Version> version(JavaClass packageInfo) {
        return packageInfo.getAnnotations().stream()
                .filter(annotation ->
                        annotation.getRawType().getName().equals("org.osgi.annotation.versioning.Version"))
                .map(annotation -> Version.parseVersion(
                        String.valueOf(annotation.get("value").orElse(""))))
                .findFirst();
    }

    private static boolean isSeen(JavaClass type) {
        return isSeen(type.getModifiers())
                && type.getEnclosingClass().map(ApiBaselineTest::isSeen).orElse(true);
    }

    private static boolean isSeen(Set<JavaModifier> modifiers) {
        return modifiers.stream().anyMatch(SEEN::contains) && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static String kind(JavaClass type) {
        String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        boolean isFinal = type.getModifiers().contains(JavaModifier.FINAL) && kind.equals("class");
        return (isFinal ? "final " : "")
                + type.getRawInterfaces().stream()
                        .map(JavaClass::getName)
                        .sorted()
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), all -> all.isEmpty() ? kind : kind + " of " + all + ":"));
    }

    private static String line(JavaClass type, JavaCodeUnit unit) {
        return modifiers(unit.getModifiers()) + type.getName() + "#" + unit.getName()
                + unit.getParameterTypes().stream().map(JavaType::getName).collect(Collectors.joining(", ", "(", ")"))
                + ": " + unit.getReturnType().getName();
    }

    private static String line(JavaClass type, JavaField field) {
        return modifiers(field.getModifiers()) + type.getName() + "#" + field.getName() + ": "
                + field.getType().getName();
    }

    private static String modifiers(Set<JavaModifier> modifiers) {
        return Stream.of(JavaModifier.PROTECTED, JavaModifier.ABSTRACT, JavaModifier.STATIC)
                .filter(modifiers::contains)
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                .collect(Collectors.joining());
    }
}
