package io.karge.block.firmware;

import io.karge.station.Reply;
import io.karge.station.StationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images in the folder of a station. Files are touched by the shared workers only. */
final class Images {
    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    private final StationContext context;
    private final Object tidying = new Object();
    /** Which file stays: what counts is the latest word, whenever the work is done. */
    private volatile @Nullable String kept;

    Images(StationContext context) {
        this.context = context;
    }

    Path path(String image) {
        return context.folder().resolve(image);
    }

    /**
     * Takes away all files but one, whosever they are.
     *
     * @param keep null for none
     * @param then whether that one is there
     */
    void tidy(@Nullable String keep, Consumer<Boolean> then) {
        Path folder = context.folder();
        kept = keep;
        context.async(
                () -> {
                    synchronized (tidying) {
                        tidy(folder, kept);
                    }
                    return keep != null && Files.isRegularFile(folder.resolve(keep));
                },
                (Reply<Boolean> reply) -> {
                    if (reply instanceof Reply.Failed<Boolean> failed) {
                        LOG.warn(
                                "station={} {} cannot be tidied: {}; see to its owner and its disk",
                                context.stationId(),
                                folder,
                                failed.why());
                    }
                    then.accept(reply instanceof Reply.Answered<Boolean> answered && answered.result());
                });
    }

    /** The folder itself goes when there is nothing to be kept, and comes when something is. */
    private static void tidy(Path folder, @Nullable String keep) throws IOException {
        if (keep != null) {
            Files.createDirectories(folder);
        } else if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> gone;
        try (Stream<Path> files = Files.list(folder)) {
            gone = files.filter(file -> !String.valueOf(file.getFileName()).equals(keep))
                    .collect(Collectors.toList());
        }
        for (Path file : gone) {
            if (Files.isRegularFile(file)) {
                Files.deleteIfExists(file);
            }
        }
        if (keep == null) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                LOG.debug("{} stays with what is in it", folder);
            }
        }
    }

    /** The SHA-256 of a file, read through once. Blocks. */
    static byte[] sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
