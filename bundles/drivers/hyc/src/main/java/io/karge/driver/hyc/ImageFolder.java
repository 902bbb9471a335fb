package io.karge.driver.hyc;

import io.karge.failure.FailureWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that gateway and cabinet share, in which lies at most the image of the update that runs. A note on the gateway's
 * own disk names what may lie there, also after the process has died: so the shared folder, a mount that may be away, is
 * touched for the sake of updates only. Used on the driver's executor.
 */
final class ImageFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);
    private static final String NOTE = "handed-over";

    private final Path folder;
    private final Path note;
    private boolean mayHoldSomething = true;

    /** @param staging a folder of the station's own */
    ImageFolder(Path folder, Path staging) {
        this.folder = folder;
        this.note = staging.resolve(NOTE);
    }

    /** Begins to put an image there. */
    FirmwareTransfer begin(Path image, String sha256) throws IOException {
        takeAway();
        Files.writeString(note, FirmwareTransfer.name(sha256));
        mayHoldSomething = true;
        return new FirmwareTransfer(image, sha256, folder);
    }

    /** What the cabinet must be told of an image that was put there. */
    CommandBlock command(String sha256) throws IOException {
        return FirmwareTransfer.command(sha256, folder);
    }

    /** Nobody needs the image any more. What cannot be taken away now is with the next update. */
    void tidy() {
        if (!mayHoldSomething) {
            return;
        }
        mayHoldSomething = false;
        try {
            takeAway();
        } catch (IOException e) {
            LOG.warn(
                    "a firmware image stays in {} until the next update: {}; see to the folder",
                    folder,
                    FailureWords.of(e));
        }
    }

    private void takeAway() throws IOException {
        if (Files.exists(note)) {
            FirmwareTransfer.delete(Files.readString(note).strip(), folder);
            Files.delete(note);
        }
    }
}
