package io.karge.conformance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.station.UnsentMessage;
import io.karge.storage.CommitResult;
import io.karge.storage.ForwardingStore;
import io.karge.storage.Store;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A store that remembers when each message came to be: as it was committed the first time. */
final class StoryBirths extends ForwardingStore {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, StoryCsms.Moment> births;
    private final Supplier<StoryCsms.Moment> now;
    private int commits;
    private int lastCommit = Integer.MAX_VALUE;
    private boolean lastIsStored;

    StoryBirths(Store store, Map<String, StoryCsms.Moment> births, Supplier<StoryCsms.Moment> now) {
        super(store);
        this.births = births;
        this.now = now;
    }

    /**
     * The process dies at a commit, of those from now on: nobody hears of it or of a later one.
     *
     * @param number 1 for the next one
     * @param stored whether that one is stored nevertheless
     */
    void dieAt(int number, boolean stored) {
        commits = 0;
        lastCommit = number;
        lastIsStored = stored;
    }

    /** How many commits there were since {@link #dieAt}. */
    int commits() {
        return commits;
    }

    /** Whether the process is dead. */
    boolean isDead() {
        return commits >= lastCommit;
    }

    @Override
    public StoreWriter newWriter() {
        StoreWriter writer = super.newWriter();
        return (batch, listener) -> {
            if (isDead()) {
                return;
            }
            commits++;
            StoryCsms.Moment asked = now.get();
            if (isDead() && lastIsStored) {
                writer.commit(batch, stored -> remember(batch, asked));
            }
            if (isDead()) {
                return;
            }
            writer.commit(batch, result -> {
                if (result instanceof CommitResult.Committed) {
                    remember(batch, asked);
                }
                listener.completed(result);
            });
        };
    }

    private void remember(List<Write> batch, StoryCsms.Moment asked) {
        for (Write write : batch) {
            byte[] value = write.value();
            if (value != null && write.key().contains("/transactions/queue/")) {
                UnsentMessage.read(plain(value)).ifPresent(message -> births.putIfAbsent(message.messageId(), asked));
            }
        }
    }

    /** What names a customer is stored sealed; the stations of the stories seal in plain text. */
    private static byte[] plain(byte[] value) {
        try {
            String sealed = JSON.readTree(value).path("sealed").asText();
            return sealed.isEmpty() ? value : sealed.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
