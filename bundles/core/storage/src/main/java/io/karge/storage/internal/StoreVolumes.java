package io.karge.storage.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mapdb.volume.ByteArrayVol;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/** Gives MapDB its store file, and memory for its write-ahead log: {@link Journal} is the log that counts. */
final class StoreVolumes extends VolumeFactory {

    private final String file;
    private final boolean exists;
    private final Volume store;

    StoreVolumes(Path file, boolean exists, Volume store) {
        this.file = file.toString();
        this.exists = exists;
        this.store = store;
    }

    @Override
    public Volume makeVolume(
            @Nullable String name, boolean readOnly, long lockWait, int sliceShift, long initSize, boolean fixedSize) {
        return file.equals(name)
                ? store
                : ByteArrayVol.FACTORY.makeVolume(null, false, lockWait, sliceShift, initSize, fixedSize);
    }

    @Override
    public boolean exists(@Nullable String name) {
        return exists && file.equals(name);
    }

    @Override
    public boolean handlesReadonly() {
        return false;
    }
}
