package io.karge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainedLogTest {
    private boolean away;

    /** Seals nothing: the purpose stands before the text. */
    private final Secrets secrets = new Secrets() {
        @Override
        public Optional<String> unusable() {
            return away ? Optional.of("the master key is missing") : Optional.empty();
        }

        @Override
        public boolean isGivenUp(String sealedText) {
            return sealedText.startsWith("given up");
        }

        @Override
        public String fingerprint(String text) {
            return Integer.toHexString(text.hashCode());
        }

        @Override
        public String seal(String purpose, String plain) {
            return purpose.replace(' ', '_') + ":" + plain;
        }

        @Override
        public String unseal(String purpose, String sealedText) {
            String prefix = purpose.replace(' ', '_') + ":";
            if (!sealedText.startsWith(prefix)) {
                throw new UnreadableSecretException("it was sealed with another key");
            }
            return sealedText.substring(prefix.length());
        }
    };

    @TempDir
    Path folder;

    private ChainedLog open() throws IOException {
        return open(10_000, 3);
    }

    private ChainedLog open(long maxBytes, int generations) throws IOException {
        return ChainedLog.open(folder.resolve("log"), "security", secrets, maxBytes, generations);
    }

    private Path file(String name) {
        return folder.resolve("log").resolve("security." + name);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file("log"));
    }

    private void edit(UnaryOperator<List<String>> change) throws IOException {
        Files.write(file("log"), change.apply(new ArrayList<>(lines())));
    }

    private List<String> faults() throws IOException {
        return open().check().faults();
    }

    private void appendThree() throws IOException {
        open().append(List.of("one", "two ü", "three seq=9 mac=" + "0".repeat(64)));
    }

    @Test
    void keepsEveryLineInOrderAndFindsNothingWrong() throws IOException {
        appendThree();
        open().append(List.of("four"));
        assertThat(lines())
                .extracting(line -> line.replaceFirst(" mac=[0-9a-f]+$", ""))
                .containsExactly(
                        "one seq=1", "two ü seq=2", "three seq=9 mac=" + "0".repeat(64) + " seq=3", "four seq=4");
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(1, 4, List.of()));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        appendThree();
        try (var files = Files.list(folder.resolve("log"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void anEmptyLogIsWhole() throws IOException {
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(0, 0, List.of()));
        assertThat(open().check().faults()).isEmpty();
    }

    @Test
    void findsAChangedLine() throws IOException {
        appendThree();
        edit(lines -> {
            lines.set(1, lines.get(1).replace("two", "twa"));
            return lines;
        });
        assertThat(faults())
                .containsExactly(
                        "security.log line 2 seq=2 is not what was written there, or what was before it is not");
    }

    @Test
    void findsALineThatWasCutOut() throws IOException {
        appendThree();
        edit(lines -> List.of(lines.get(0), lines.get(2)));
        assertThat(faults()).first().asString().contains("line 2 has seq=3 after seq=1", "cut out");
    }

    @Test
    void findsLinesThatWereCutOffAtTheBeginning() throws IOException {
        appendThree();
        edit(lines -> lines.subList(1, 3));
        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("seq=1 to seq=1", "at the beginning"));
    }

    /** Also after the gateway has gone on. */
    @Test
    void findsLinesThatWereCutOffAtTheEnd() throws IOException {
        ChainedLog open = open();
        open.append(List.of("one", "two", "three"));
        edit(lines -> lines.subList(0, 1));
        assertThat(open.check().faults()).containsExactly("lines seq=2 to seq=3 were cut off at the end");

        open().append(List.of("four"));
        assertThat(lines())
                .extracting(line -> line.replaceFirst(" mac=[0-9a-f]+$", ""))
                .containsExactly("one seq=1", "lines up to seq=3 are missing seq=4", "four seq=5");
        assertThat(faults()).first().asString().contains("seq=4 after seq=1", "cut out");
    }

    @Test
    void findsLinesInAnotherOrderAndInsertedOnes() throws IOException {
        appendThree();
        edit(lines -> List.of(lines.get(1), lines.get(0), lines.get(2)));
        assertThat(faults()).isNotEmpty();
        edit(lines -> List.of(lines.get(1), lines.get(1), lines.get(0), lines.get(2)));
        assertThat(faults()).isNotEmpty();
        edit(lines -> List.of(lines.get(2), "hello", lines.get(3)));
        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("line 2 is no line of this log"));
    }

    @Test
    void findsThatAllOfItIsGone() throws IOException {
        appendThree();
        Files.delete(file("log"));
        assertThat(faults()).isNotEmpty();
    }

    @Test
    void findsThatTheHeadIsGoneOrForged() throws IOException {
        appendThree();
        Files.delete(file("head"));
        assertThat(faults()).singleElement().asString().contains("seq=4 says that the head was missing");
        assertThat(faults()).as("for as long as the line is kept").hasSize(1);

        ChainedLog open = open();
        Files.writeString(file("head"), "first=1 last=1 of=" + "0".repeat(64) + " seq=1 mac=" + "0".repeat(64) + "\n");
        assertThat(open.check().faults()).contains("the head was not written by this gateway");
    }

    /** The process dies, or the power goes, in the middle of a line, or after it and before the head. */
    @ParameterizedTest
    @ValueSource(strings = {"half a li", "half a line seq=4 mac=00", ""})
    void aTornLineIsNoFault(String torn) throws IOException {
        appendThree();
        Files.writeString(file("log"), torn, StandardOpenOption.APPEND);
        open().append(List.of("four"));
        assertThat(lines()).hasSize(4);
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(1, 4, List.of()));
    }

    @Test
    void aHeadThatIsBehindIsNoFault() throws IOException {
        appendThree();
        byte[] before = Files.readAllBytes(file("head"));
        open().append(List.of("four"));
        Files.write(file("head"), before);
        assertThat(faults()).isEmpty();
        open().append(List.of("five"));
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(1, 5, List.of()));
    }

    @Test
    void rotatesAndForgetsTheOldest() throws IOException {
        for (int line = 1; line <= 40; line++) {
            open(300, 2).append(List.of("line " + line));
        }
        assertThat(file("1.log")).exists();
        assertThat(file("2.log")).exists();
        assertThat(file("3.log")).doesNotExist();
        ChainedLog.Check check = open(300, 2).check();
        assertThat(check.faults()).isEmpty();
        assertThat(check.first()).isGreaterThan(10);
        assertThat(Files.readAllLines(file("2.log")).get(0)).startsWith("continues after mac=");

        Files.delete(file("2.log"));
        assertThat(open(300, 2).check().faults()).singleElement().asString().contains("cut off at the beginning");
    }

    /** A crash within a rotation leaves a number out. */
    @Test
    void aRotationThatWasInterruptedIsNoFault() throws IOException {
        while (!Files.exists(file("2.log"))) {
            open(300, 3).append(List.of("line"));
        }
        Files.move(file("2.log"), file("3.log"));
        assertThat(open(300, 3).check().faults()).isEmpty();
        while (!Files.exists(file("2.log"))) {
            open(300, 3).append(List.of("line"));
        }
        assertThat(open(300, 3).check().faults()).isEmpty();
    }

    @Test
    void takesNothingThatIsMoreThanALine() throws IOException {
        ChainedLog log = open();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> log.append(List.of("a\nb")));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> log.append(List.of("a\rb")));
        assertThat(log.check().last()).isZero();
    }

    @Test
    void saysThatItsKeyCannotBeRead() throws IOException {
        appendThree();
        Files.writeString(file("key"), "other");
        assertThatIOException()
                .isThrownBy(this::open)
                .withMessageContaining("security.key")
                .withMessageContaining("another key");
    }

    @Test
    void beginsANewChainWhenItsMasterKeyWasGivenUpAndKeepsTheOneBefore() throws IOException {
        appendThree();
        Files.writeString(file("key"), "given up");
        open().append(List.of("four"));

        ChainedLog log = open();
        Path before = folder.resolve("log").resolve("before-1");
        assertThat(log.check()).isEqualTo(new ChainedLog.Check(1, 2, List.of()));
        assertThat(log.before()).extracting(ChainedLog.Before::folder).containsExactly(before);
        List<String> all = new ArrayList<>();
        log.read(all::add);
        assertThat(all).hasSize(5);
        assertThat(all.get(0)).startsWith("one seq=1");
        assertThat(all.get(3)).startsWith("a new chain begins: ").contains("given up", before + " seq=1");
        assertThat(all.get(4)).startsWith("four seq=2");

        Files.writeString(file("key"), "given up");
        assertThat(open().before()).as("again").hasSize(2);
    }

    /** The process dies while the files are moved, and after the last one. */
    @Test
    void aNewChainThatWasInterruptedBegins() throws IOException {
        appendThree();
        Path interrupted = Files.createDirectory(folder.resolve("log").resolve("before.new"));
        Files.move(file("log"), interrupted.resolve("security.log"));
        Files.writeString(file("key"), "given up");
        assertThat(open().before())
                .extracting(ChainedLog.Before::folder)
                .containsExactly(folder.resolve("log").resolve("before-1"));
        assertThat(lines()).singleElement().asString().startsWith("a new chain begins");

        for (Path file : List.of(file("log"), file("key"), file("head"), witness())) {
            Files.delete(file);
        }
        open();
        assertThat(lines()).singleElement().asString().startsWith("a new chain begins");
        assertThat(open().before()).hasSize(1);
    }

    private Path witness() {
        return folder.resolve("karge-security-log.id");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void remembersThatThereWasAChainWhenItsFolderIsDeleted() throws IOException {
        appendThree();
        delete(folder.resolve("log"));
        assertThat(open().before()).singleElement().satisfies(before -> assertThat(before.why())
                .contains("emptied or deleted"));
        assertThat(lines()).singleElement().asString().startsWith("a new chain begins: there was one before");
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(1, 1, List.of()));

        delete(folder.resolve("log"));
        assertThat(open().before()).as("again").hasSize(1);
    }

    @Test
    void putsAsideAChainWhoseKeyIsMissing() throws IOException {
        appendThree();
        ChainedLog open = open();
        assertThat(open.isThere()).isTrue();
        Files.delete(file("key"));
        assertThat(open.isThere()).isFalse();

        assertThat(open().before()).singleElement().satisfies(before -> assertThat(before.why())
                .isEqualTo("the key of the one before, security.key, was missing"));
        assertThat(lines()).singleElement().asString().startsWith("a new chain begins: the key");
        assertThat(folder.resolve("log/before-1/security.log")).content().contains("three");
        assertThat(faults()).isEmpty();
    }

    @Test
    void findsThatAllButItsKeyIsGone() throws IOException {
        appendThree();
        Files.delete(file("log"));
        Files.delete(file("head"));
        assertThat(faults()).singleElement().asString().contains("the head was missing");
    }

    @Test
    void findsThatAnotherChainWasPutThere() throws IOException {
        appendThree();
        Path first = Files.move(folder.resolve("log"), folder.resolve("first"));
        open();
        delete(folder.resolve("log"));
        Files.move(first, folder.resolve("log"));
        assertThat(faults()).singleElement().asString().contains("karge-security-log.id says", "another chain");
    }

    /** Only the chain of meanwhile is deleted, whose lines would be missing. */
    @Test
    void remembersTheChainOfMeanwhile() throws IOException {
        open();
        away = true;
        open().append(List.of("meanwhile"));
        delete(folder.resolve("log/meanwhile"));
        away = false;
        assertThat(open().before()).hasSize(1);
        assertThat(faults()).isEmpty();
        assertThat(open().before()).hasSize(1);
    }

    @Test
    void namesAFewBrokenLinesAndHowManyMore() throws IOException {
        open().append(Collections.nCopies(10, "a line"));
        edit(lines -> lines.stream().map(line -> "x" + line).toList());
        assertThat(faults()).hasSize(4).last().isEqualTo("and 7 more like these");
    }

    @Test
    void readsWhateverSomebodyHasWrittenIntoIt() throws IOException {
        appendThree();
        byte[] bytes = new byte[5_000];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 7));
        Files.write(file("log"), bytes, StandardOpenOption.APPEND);
        Files.write(file("log"), "\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(faults()).isNotEmpty();
    }

    private static String text(String line) {
        return line.replaceFirst("( mac=[0-9a-f]{64})? seq=[0-9]+ mac=[0-9a-f]{64}$", "");
    }

    private List<String> shown() throws IOException {
        List<String> all = new ArrayList<>();
        open().read(line -> all.add(text(line)));
        return all;
    }

    @Test
    void takesOverWhatWasWrittenWhileTheMasterKeyWasAway() throws IOException {
        open().append(List.of("before"));
        away = true;
        open().append(List.of("meanwhile"));
        open().append(List.of("after a restart"));
        assertThat(lines()).hasSize(1);
        assertThat(faults()).isEmpty();
        List<String> all = List.of(
                "before",
                "the master key cannot be used: a chain begins under an interim key, which the log takes over when it can",
                "meanwhile",
                "after a restart");
        assertThat(shown()).isEqualTo(all);

        away = false;
        open().append(List.of("later"));

        assertThat(shown().subList(0, 4)).isEqualTo(all);
        assertThat(shown().subList(4, 6))
                .containsExactly("so far what was written while the master key could not be used, up to", "later");
        assertThat(open().check()).isEqualTo(new ChainedLog.Check(1, 6, List.of()));
        assertThat(folder.resolve("log/meanwhile")).doesNotExist();
    }

    @Test
    void takesOverEachLineOnceWhenTheProcessDiesBeforeTheChainIsGone() throws IOException {
        away = true;
        open().append(List.of("meanwhile"));
        Path meanwhile = folder.resolve("log/meanwhile");
        List<Path> files;
        try (var all = Files.list(meanwhile)) {
            files = all.toList();
        }
        Map<Path, byte[]> copies = new HashMap<>();
        for (Path file : files) {
            copies.put(file, Files.readAllBytes(file));
        }
        away = false;
        open();
        Files.createDirectory(meanwhile);
        for (Path file : files) {
            Files.write(file, copies.get(file));
        }

        assertThat(shown()).filteredOn("meanwhile"::equals).hasSize(1);
        assertThat(meanwhile).doesNotExist();
    }

    @Test
    void takesManyLinesOverWithoutThoseOfTheRotation() throws IOException {
        away = true;
        for (int file = 0; file < 3; file++) {
            open().append(Collections.nCopies(700, "a line"));
        }
        assertThat(folder.resolve("log/meanwhile/security.2.log")).exists();
        away = false;
        assertThat(open().check().faults()).isEmpty();
        assertThat(shown()).filteredOn("a line"::equals).hasSize(2_100);
    }

    @Test
    void leavesAChainThatWasChangedMeanwhileAndSaysSo() throws IOException {
        away = true;
        open().append(List.of("meanwhile"));
        Path changed = folder.resolve("log/meanwhile/security.log");
        Files.writeString(changed, Files.readString(changed).replace("meanwhile", "otherwise"));
        away = false;
        open().append(List.of("later"));

        assertThat(faults()).singleElement().asString().startsWith("meanwhile: security.log line 2 seq=2");
        assertThat(shown()).contains("later", "otherwise");
        Files.writeString(folder.resolve("log/meanwhile/security.key"), "lost");
        assertThat(faults()).singleElement().asString().contains("security.key", "another key");
    }
}
