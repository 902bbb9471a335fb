package io.karge.storage.internal;

import io.karge.failure.FailureWords;
import io.karge.storage.BackupReport;
import io.karge.storage.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a backup where an administrator wants it, or says in words why not. */
public final class Export {

    private Export() {}

    /**
     * Writes the backup.
     *
     * @param storeFolder where no backup may be: the gateway would take it for one that is to be restored, and it would be
     *     lost with the store; null when there is none
     */
    public static BackupReport write(Path target, Map<String, byte[]> entries, @Nullable Path storeFolder) {
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw refused(file, "it is a folder", "Name a new file in it");
        } else if (Files.exists(file)) {
            throw refused(file, "it exists", "Name a new file");
        } else if (!Files.isDirectory(folder)) {
            throw refused(file, "the folder " + folder + " does not exist", "Make it, or name a file in another one");
        } else if (storeFolder != null && same(folder, storeFolder)) {
            throw refused(file, folder + " is the folder of the store itself", "Name a file elsewhere");
        }
        try {
            return Backup.write(new LocalDisk(), file, entries);
        } catch (AccessDeniedException e) {
            throw refused(file, "the user of the gateway may not write in " + folder, "Name a file in another folder");
        } catch (IOException e) {
            throw new StoreException(
                    "The backup " + file + " was not written: " + FailureWords.of(e)
                            + ". Name a new file in a folder with room.",
                    e);
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.equals(other);
        }
    }

    private static StoreException refused(Path file, String why, String remedy) {
        return new StoreException("The backup " + file + " was not written: " + why + ". " + remedy + ".");
    }
}
