package io.karge.storage.internal;

import io.karge.storage.BackupReport;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.OpenStore;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.StoreWriter;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The store of the gateway as a service: hands everything to the storage thread. */
@Component(service = Store.class, configurationPid = "io.karge.storage")
@Designate(ocd = StorageConfig.class)
public final class DurableStore implements OpenStore {

    private final StoreSource source;
    private final @Nullable Path folder;
    private final StorageThread thread;

    @Activate
    public DurableStore(@Reference TimeSource time, StorageConfig config) {
        this(
                new StoreFiles(fileOf(config), time),
                time,
                fileOf(config).toAbsolutePath().getParent());
    }

    /** A store that is no service; not a second public constructor, which Declarative Services would not understand. */
    public static DurableStore open(Path file, TimeSource time) {
        return new DurableStore(
                new StoreFiles(file, time), time, file.toAbsolutePath().getParent());
    }

    DurableStore(StoreSource source, TimeSource time) {
        this(source, time, null);
    }

    private DurableStore(StoreSource source, TimeSource time, @Nullable Path folder) {
        this.source = source;
        this.folder = folder;
        thread = new StorageThread(source, time);
        thread.start();
    }

    private static Path fileOf(StorageConfig config) {
        return config.path().isBlank()
                ? Path.of(System.getProperty("karaf.base", "."), "store", "karge.db")
                : Path.of(config.path().strip());
    }

    @Deactivate
    @Override
    public void close() {
        try {
            thread.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public SortedMap<String, byte[]> load(String prefix) {
        return thread.ask(database -> database.entries(prefix));
    }

    @Override
    public StoreWriter newWriter() {
        StorageThread.Writer writer = new StorageThread.Writer();
        return (batch, listener) -> thread.commit(writer, batch, listener);
    }

    @Override
    public StoreState state() {
        return thread.state();
    }

    @Override
    public void addStateListener(StoreStateListener listener) {
        thread.addStateListener(listener);
    }

    @Override
    public void removeStateListener(StoreStateListener listener) {
        thread.removeStateListener(listener);
    }

    @Override
    public LostContent read(LostStore lost) {
        try {
            return source.read(lost);
        } catch (IOException e) {
            throw new StoreException(
                    "The store that was set aside in " + lost.folder() + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public BackupReport export(Path target) {
        return Export.write(target, load(""), folder);
    }
}
