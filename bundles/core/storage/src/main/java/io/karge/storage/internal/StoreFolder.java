package io.karge.storage.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The names of the files of a store.
 *
 * @param file the store file
 */
record StoreFolder(StoreDisk disk, Path file) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    /** Beside the files of a store that was set aside, in the form of a backup: everything that it held. */
    static final String WHOLE = "entries.backup";

    /** Why a store was set aside; the name of its folder says so. */
    enum Reason {
        /** It could not be read. */
        UNREADABLE(".unreadable-"),
        /** A backup was restored in its place. */
        BEFORE_RESTORE(".before-restore-");

        private final String infix;

        Reason(String infix) {
            this.infix = infix;
        }
    }

    /** A folder with the files of a store that was set aside. */
    record Aside(Path folder, Reason reason, Instant since) {}

    StoreFolder {
        file = file.toAbsolutePath();
    }

    Path folder() {
        return Objects.requireNonNull(file.getParent(), "a store file lies in a folder");
    }

    Path journal() {
        return sibling(".journal");
    }

    /** The backup that an administrator lays here is restored at the next start. */
    Path restore() {
        return sibling(".restore");
    }

    /** A store that is being made. */
    StoreFolder draft() {
        return new StoreFolder(disk, sibling(".new"));
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Puts the store that was made in the place of this one, durably. */
    void publishDraft() throws IOException {
        disk.move(draft().file(), file);
        disk.flush(folder());
    }

    /** The folder beside the store where it is to be set aside; where that was interrupted before, the one of then. */
    Path nextAside(Reason reason, Instant now) throws IOException {
        Optional<Path> begun = interrupted(reason);
        return begun.isPresent() ? begun.get() : unused(file.getFileName() + reason.infix + STAMP.format(now));
    }

    /** Moves the files of the store into that folder, the store file first: its journal alone makes no store. */
    void keepAside(Path aside) throws IOException {
        disk.createFolder(aside);
        for (Path each : List.of(file, journal())) {
            if (disk.exists(each)) {
                disk.move(each, aside.resolve(each.getFileName()));
            }
        }
        disk.flush(aside);
        disk.flush(folder());
    }

    /** The folder of the last time if nothing came there but what was written down, or nothing else but the store file. */
    private Optional<Path> interrupted(Reason reason) throws IOException {
        List<Aside> asides = asides();
        if (asides.isEmpty()) {
            return Optional.empty();
        }
        Aside last = asides.get(asides.size() - 1);
        List<Path> inside = disk.list(last.folder()).stream()
                .filter(path -> !path.getFileName().toString().startsWith(WHOLE))
                .toList();
        boolean goesOn = disk.exists(file)
                ? inside.isEmpty() && last.reason() == reason
                : inside.equals(List.of(last.folder().resolve(file.getFileName())));
        return goesOn ? Optional.of(last.folder()) : Optional.empty();
    }

    private Path unused(String name) {
        Path unused = file.resolveSibling(name);
        for (int n = 2; disk.exists(unused); n++) {
            unused = file.resolveSibling(name + "-" + n);
        }
        return unused;
    }

    /** The stores that were set aside, the oldest first. */
    List<Aside> asides() throws IOException {
        return disk.list(folder()).stream()
                .filter(disk::isFolder)
                .flatMap(path -> aside(path).stream())
                .sorted((a, b) -> a.since().compareTo(b.since()))
                .toList();
    }

    private Optional<Aside> aside(Path path) {
        for (Reason reason : Reason.values()) {
            String prefix = file.getFileName() + reason.infix;
            String name = path.getFileName().toString();
            if (name.startsWith(prefix)) {
                return Optional.of(new Aside(path, reason, since(name.substring(prefix.length()))));
            }
        }
        return Optional.empty();
    }

    /** What the name says; the beginning of time where somebody has renamed the folder. */
    private static Instant since(String stamp) {
        int number = stamp.indexOf('-');
        try {
            return STAMP.parse(number < 0 ? stamp : stamp.substring(0, number), Instant::from);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** Marks the backup as restored; returns its new name. */
    Path markRestored(Instant now) throws IOException {
        Path restored = unused(file.getFileName() + ".restored-" + STAMP.format(now));
        disk.move(restore(), restored);
        disk.flush(folder());
        return restored;
    }
}
