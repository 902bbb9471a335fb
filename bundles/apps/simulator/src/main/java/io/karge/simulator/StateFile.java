package io.karge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.failure.FailureWords;
import io.karge.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON file that holds the state of one cabinet. A file is replaced whole, so that a crash leaves the old one. */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private @Nullable SavedState written;
    private boolean failing;

    StateFile(Path file) {
        this.file = file;
    }

    /**
     * The state last saved; null when there is none. A file that cannot be understood is kept aside.
     *
     * @throws IOException when the file cannot be read
     */
    @Nullable
    SavedState load() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            Content content = JSON.readValue(Files.readString(file), Content.class);
            if (content.version == VERSION && content.cabinet != null) {
                return content.cabinet;
            }
            keepAside("its version is " + content.version + ", understood is " + VERSION);
        } catch (JsonProcessingException e) {
            keepAside(e.getOriginalMessage());
        }
        return null;
    }

    private void keepAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("{} cannot be used ({}): kept as {}, the simulator starts as new", file, why, aside.getFileName());
    }

    /** Saves the state unless it is what was saved last. */
    synchronized void save(SavedState state) throws IOException {
        if (state.equals(written)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, JSON.writeValueAsBytes(new Content(VERSION, state)));
        written = state;
    }

    /** As {@link #save}; the answer is what there is to say of it: of a series of failures the first, and its end. */
    synchronized Optional<String> saveIfPossible(SavedState state) {
        boolean failedBefore = failing;
        try {
            save(state);
            failing = false;
            return failedBefore ? Optional.of("state is saved again") : Optional.empty();
        } catch (IOException e) {
            failing = true;
            return failedBefore
                    ? Optional.empty()
                    : Optional.of("state is not saved and will be lost with the next restart: " + FailureWords.of(e));
        }
    }

    private record Content(int version, @Nullable SavedState cabinet) {}
}
