package io.karge.shell;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a command is to write. */
final class NewFile {
    private NewFile() {}

    /**
     * @param file as it was typed; a relative path begins at the folder of the gateway
     * @throws IllegalArgumentException there is something of this name, or no folder for it
     */
    static Path of(String file) {
        Path target =
                Path.of(System.getProperty("karaf.base", "")).resolve(file).toAbsolutePath();
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target
                    + (Files.isDirectory(target)
                            ? " is a folder: name a new file in it"
                            : " is there already: name a new file"));
        }
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(target + " has no folder: make " + folder + ", or name another");
        }
        return target;
    }
}
