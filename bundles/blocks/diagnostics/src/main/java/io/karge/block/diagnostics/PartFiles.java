package io.karge.block.diagnostics;

import io.karge.block.diagnostics.PartFile.Written;
import io.karge.station.LogSource.Part;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the parts of one archive written, one after another, each beside the loop. One that fails, does not fit or does not come
 * to an end is left out, and the others go on. On the loop.
 */
final class PartFiles {
    /** How long one part may take. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);

    private final StationContext context;
    private final Path folder;
    private final Deque<Part> open = new ArrayDeque<>();
    private final Set<PartFile> stuck;
    private final Runnable then;
    private final List<Written> written = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private long free;
    private Cancellable step = () -> {};
    private Cancellable limit = () -> {};

    /**
     * @param folder is there, and has nothing else in it
     * @param mostOctets what all parts together may have
     * @param stuck what still keeps a thread since it was given up; such a part is not asked for again
     * @param then called once, in a step of its own, when there is no further part
     */
    PartFiles(StationContext context, Path folder, long mostOctets, Set<PartFile> stuck, Runnable then) {
        this.context = context;
        this.folder = folder;
        this.free = mostOctets;
        this.stuck = stuck;
        this.then = then;
    }

    /** Called once. */
    void write(List<Part> parts) {
        open.addAll(parts);
        next();
    }

    private void next() {
        stuck.removeIf(PartFile::isOver);
        Part part = open.poll();
        while (part != null && isStuck(part)) {
            leftOut.add(part.name() + ": it was asked for before, and has not come to an end since");
            part = open.poll();
        }
        if (part == null) {
            then.run();
            return;
        }
        PartFile writing = new PartFile(part, folder.resolve("part-" + open.size()), free);
        limit = context.after(LONGEST, () -> givenUp(writing));
        Cancellable work = context.async(writing, reply -> {
            limit.cancel();
            done(writing, reply);
        });
        step = () -> {
            writing.stop();
            work.cancel();
        };
    }

    private boolean isStuck(Part part) {
        return stuck.stream().anyMatch(one -> one.name().equals(part.name()));
    }

    private void done(PartFile part, Reply<Written> reply) {
        if (reply instanceof Reply.Answered<Written> answered) {
            written.add(answered.result());
            free -= answered.result().octets();
        } else {
            leaveOut(part, ((Reply.Failed<Written>) reply).why());
        }
        next();
    }

    private void givenUp(PartFile part) {
        step.cancel();
        stuck.add(part);
        leaveOut(part, "it did not come to an end within " + LONGEST.toSeconds() + " s");
        next();
    }

    private void leaveOut(PartFile part, String why) {
        LOG.warn("station={} the archive of logs is without {}: {}", context.stationId(), part.name(), why);
        leftOut.add(part.name() + ": " + why);
    }

    /** Nothing goes on, and nobody hears of it. */
    void cancel() {
        limit.cancel();
        step.cancel();
        open.clear();
    }

    /** What is written, in the order of the parts. */
    List<Written> written() {
        return written;
    }

    /** What is not and why, a line each, for people. */
    List<String> leftOut() {
        return leftOut;
    }
}
