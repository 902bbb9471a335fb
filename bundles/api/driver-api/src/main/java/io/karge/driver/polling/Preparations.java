package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.polling.CommandQueue.Entry;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that are being prepared, one after the other. Used on the driver's executor only, but for {@link #close}. */
final class Preparations {
    private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

    private final String stationId;
    private final HangWatch hangs;
    private final BiConsumer<String, Throwable> defects;
    private final Queue<Item> items = new ConcurrentLinkedQueue<>();

    /** @param defects is told what was being done when the driver's own work threw what it must not */
    Preparations(String stationId, HangWatch hangs, BiConsumer<String, Throwable> defects) {
        this.stationId = stationId;
        this.hangs = hangs;
        this.defects = defects;
    }

    void add(Entry entry, Preparation preparation) {
        items.add(new Item(entry, preparation));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Does a step of the first; the command is returned when it is prepared. */
    Optional<Entry> step() {
        Item first = items.peek();
        if (first == null) {
            return Optional.empty();
        }
        CommandResult failure;
        try {
            if (hangs.watched("preparing a command", first.preparation::step)) {
                return Optional.empty();
            }
            end(first);
            return Optional.of(first.entry.isPrepared());
        } catch (IOException e) {
            failure = new Rejected(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            defects.accept("preparing " + PollingDriver.name(first.entry.command()), e);
            failure = new Rejected("the driver failed: " + e);
        }
        end(first);
        first.entry.answer().complete(failure);
        return Optional.empty();
    }

    /** Gives up all of them; callable on any thread. */
    void close() {
        for (Item item = items.peek(); item != null; item = items.peek()) {
            end(item);
        }
    }

    private void end(Item item) {
        items.remove(item);
        try {
            item.preparation.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "station={} {} left something behind: {}",
                    stationId,
                    PollingDriver.name(item.entry.command()),
                    e.getMessage(),
                    e);
        }
    }

    private record Item(Entry entry, Preparation preparation) {}
}
