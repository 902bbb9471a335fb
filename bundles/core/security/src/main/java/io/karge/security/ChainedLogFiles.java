package io.karge.security;

import io.karge.file.WholeFile;
import io.karge.security.internal.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@link ChainedLog}: {@code NAME.log} and the older {@code NAME.1.log} and so on; {@code NAME.head} says which
 * numbers are there. All methods block.
 */
final class ChainedLogFiles {
    /** The head is a line of the chain of its own: what it says cannot be written without the key. */
    record Head(long first, long last, String mac) {
        String text() {
            return "first=" + first + " last=" + last + " of=" + mac;
        }

        static @Nullable Head read(String text) {
            String[] parts = text.split(" ", 3);
            try {
                return new Head(number(parts[0]), number(parts[1]), parts[2].substring("of=".length()));
            } catch (RuntimeException e) {
                return null; // somebody has written it who is not us
            }
        }

        private static long number(String part) {
            return Long.parseLong(part.substring(part.indexOf('=') + 1));
        }
    }

    private final Path folder;
    private final String name;
    private final int generations;

    /** @param generations how many older files are kept */
    ChainedLogFiles(Path folder, String name, int generations) {
        this.folder = folder;
        this.name = name;
        this.generations = generations;
    }

    Path current() {
        return folder.resolve(name + ".log");
    }

    Path head() {
        return folder.resolve(name + ".head");
    }

    Path key() {
        return folder.resolve(name + ".key");
    }

    /** Beside the folder, which may be deleted: which chain is in it. */
    Path witness() {
        return folder.resolveSibling("karge-" + name + "-log.id");
    }

    /** Whether anything of a chain is there. */
    boolean isBegun() {
        return Files.exists(key()) || Files.exists(head()) || !oldestFirst().isEmpty();
    }

    private Path generation(int age) {
        return age == 0 ? current() : folder.resolve(name + "." + age + ".log");
    }

    /** Those of the chains before this one, the oldest first; each in a folder of its own. */
    List<ChainedLogFiles> before() {
        List<ChainedLogFiles> before = new ArrayList<>();
        for (int number = 1; Files.isDirectory(before(number).folder); number++) {
            before.add(before(number));
        }
        return before;
    }

    private ChainedLogFiles before(int number) {
        return new ChainedLogFiles(folder.resolve("before-" + number), name, generations);
    }

    /** Those of the chain that is written while the key of this one cannot be read; in a folder of its own. */
    ChainedLogFiles meanwhile() {
        return new ChainedLogFiles(folder.resolve("meanwhile"), name, generations);
    }

    Path folder() {
        return folder;
    }

    /** Deletes the chain of meanwhile, whose lines are in this one by now; what an interrupted call has left as well. */
    void forgetMeanwhile() throws IOException {
        Path leaving = folder.resolve("meanwhile.taken-over"); // in one step: a part of a chain looks as if it was cut
        delete(leaving);
        Files.deleteIfExists(meanwhile().witness());
        if (Files.exists(meanwhile().folder)) {
            Files.move(meanwhile().folder, leaving, StandardCopyOption.ATOMIC_MOVE);
            delete(leaving);
        }
        WholeFile.forceFolder(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Whether {@link #putAside} was interrupted. */
    boolean isBeingPutAside() {
        return Files.exists(aside().folder);
    }

    private ChainedLogFiles aside() {
        return new ChainedLogFiles(folder.resolve("before.new"), name, generations);
    }

    /**
     * Moves all of it to a folder of its own among those before this log, in one step: after the process died meanwhile it is done
     * again.
     */
    void putAside(ChainedLogFiles log) throws IOException {
        ChainedLogFiles aside = aside();
        PrivateFiles.createFolder(aside.folder);
        for (int age = generations; age >= 0; age--) {
            move(generation(age), aside.generation(age));
        }
        move(head(), aside.head());
        move(key(), aside.key());
        move(witness(), aside.folder.resolve(witness().getFileName()));
        WholeFile.forceFolder(aside.folder);
        Files.move(aside.folder, log.before(log.before().size() + 1).folder, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.forceFolder(folder);
        WholeFile.forceFolder(log.folder);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Those that are there, the oldest first. */
    List<Path> oldestFirst() {
        List<Path> files = new ArrayList<>();
        for (int age = generations; age >= 0; age--) {
            if (Files.exists(generation(age))) {
                files.add(generation(age));
            }
        }
        return files;
    }

    /** The one that the next rotation removes, when it is there. */
    Path goesNext() {
        return generation(generations);
    }

    /** Makes room for a new current file; the oldest goes. */
    void rotate() throws IOException {
        for (int age = generations; age > 0; age--) {
            if (Files.exists(generation(age - 1))) {
                Files.move(generation(age - 1), generation(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        WholeFile.forceFolder(folder);
    }

    /** Shows all lines, the oldest first. */
    void read(Consumer<String> line) throws IOException {
        for (Path file : oldestFirst()) {
            read(file, line);
        }
    }

    /** Shows the lines of a file, whatever bytes it is made of. */
    static void read(Path file, Consumer<String> line) throws IOException {
        var anything = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), anything))) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line.accept(text);
            }
        }
    }

    /** The last line of a file, empty when it is none of ours. */
    static Optional<ChainedLine> lastOf(Path file) throws IOException {
        List<String> last = new ArrayList<>(List.of(""));
        read(file, line -> last.set(0, line));
        return ChainedLine.read(last.get(0));
    }

    /** The first line of a file, empty when it is none of ours. */
    static Optional<ChainedLine> firstOf(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        read(file, line -> {
            if (lines.isEmpty()) {
                lines.add(line);
            }
        });
        return lines.isEmpty() ? Optional.empty() : ChainedLine.read(lines.get(0));
    }

    /** Takes away what a crash left of a line that was being written. */
    static void cutTornLine(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long end = bytes.length();
            while (end > 0 && at(bytes, end - 1) != '\n') {
                end--;
            }
            bytes.setLength(end);
        }
    }

    private static int at(RandomAccessFile bytes, long position) throws IOException {
        bytes.seek(position);
        return bytes.read();
    }
}
