package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.internal.log.LogFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a station has files in passing. What it does may block. */
record StagingFolder(String stationId, Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(StagingFolder.class);

    static StagingFolder of(GatewayParts gateway, String stationId) {
        return new StagingFolder(stationId, gateway.stagingFolder().resolve(LogFile.safe(stationId)));
    }

    void make() throws IOException {
        Files.createDirectories(path);
    }

    /** The station is gone: so is its folder with what blocks had in passing, unless a driver has left something in it. */
    void remove() {
        try {
            removeBlockFolders();
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("station={} {} stays with what is in it", stationId, path);
        } catch (IOException e) {
            LOG.info("station={} its folder {} cannot be removed: {}", stationId, path, FailureWords.of(e));
        }
    }

    private void removeBlockFolders() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(path)) {
            folders = all.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path folder : folders) {
            List<Path> inside;
            try (Stream<Path> all = Files.walk(folder)) {
                inside = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path entry : inside) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
