package io.karge.storage.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file system as the store uses it. Behind it tests make disks that are full, fail, or lose power. */
interface StoreDisk {

    /** Whether there is anything of this name, also a link that leads nowhere. */
    boolean exists(Path path);

    /** Whether it is a file that can be read from end to end, or a link to one. */
    boolean isFile(Path path);

    /** Whether it is a folder, or a link to one. */
    boolean isFolder(Path path);

    /** Opens a file that is there. */
    StoreFile open(Path file) throws IOException;

    /** Opens a file that is there for reading only. */
    StoreFile openToRead(Path file) throws IOException;

    /** Opens a file that its owner alone reads, the one that is there or a new one. */
    StoreFile create(Path file) throws IOException;

    /** Makes a folder for its owner alone, with those that it lies in, where there is none. */
    void createFolder(Path folder) throws IOException;

    /** Gives a file or folder another name, at once or not at all, in the place of a file that has it. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void flush(Path folder) throws IOException;

    /** What lies in a folder, sorted; nothing when it is not there. */
    List<Path> list(Path folder) throws IOException;

    /** How much may still be written on the disk of a folder. */
    long freeBytes(Path folder) throws IOException;
}
