package io.karge.transfer.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the servers of all protocols have: a folder and faults. */
abstract class FaultyFileServer implements FileServer {
    final Path folder;
    final Faults faults = new Faults();

    FaultyFileServer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public final Path folder() {
        return folder;
    }

    @Override
    public final void fault(Fault fault) {
        faults.set(fault);
    }

    @Override
    public final void stallNext(String name, long octets, Runnable reached) {
        faults.stallNext(name, octets, reached);
    }

    @Override
    public final int transfers() {
        return faults.transfers();
    }

    @Override
    public final int mostAtOnce() {
        return faults.mostAtOnce();
    }
}
