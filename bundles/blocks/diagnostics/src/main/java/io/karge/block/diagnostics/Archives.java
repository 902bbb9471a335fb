package io.karge.block.diagnostics;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.ocpp.types.LogEnumType;
import io.karge.station.LogArchives;
import io.karge.station.LogSource;
import io.karge.station.LogSource.Part;
import io.karge.station.PortCallback;
import io.karge.station.Reply;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes archives of logs, each in a folder of its own below the block's, beside the loop. What a process that died has left
 * there goes when the block begins. On the loop.
 */
final class Archives implements LogArchives {
    private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

    private final StationContext context;
    private final long mostOctets;
    /** What the folders of this epoch begin with. */
    private final String prefix = UUID.randomUUID().toString();

    private final HardwareLogs hardware = new HardwareLogs();
    private final Set<Making> running = new HashSet<>();
    /** Parts that were given up and still keep a thread. */
    private final Set<PartFile> stuck = new HashSet<>();

    private int made;

    /** What an archive is to tell of. */
    record Wanted(LogEnumType log, Optional<Instant> oldest, Optional<Instant> latest) {}

    Archives(StationContext context) {
        this(context, ArchiveFile.MOST_OCTETS);
    }

    Archives(StationContext context, long mostOctets) {
        this.context = context;
        this.mostOctets = mostOctets;
    }

    /** Takes away what an earlier epoch has left. */
    void removeRemains() {
        Path folder = context.folder();
        remove("the remains of earlier archives in " + folder, () -> Folders.deleteOthers(folder, prefix));
    }

    /** Work that runs ends soon and leaves nothing; what is ready goes at the next start. */
    void close() {
        List.copyOf(running).forEach(Making::cancel);
    }

    /** To be offered, lest what the hardware collects is in no archive. */
    LogSource hardware() {
        return hardware;
    }

    /** Whether there is anything to put in. */
    boolean areEmpty(Wanted wanted) {
        return parts(wanted, List.of()).isEmpty();
    }

    /** What there is to put in; what the hardware has collected comes last. */
    private List<Part> parts(Wanted wanted, List<Part> collected) {
        return hardware.with(collected, () -> context.ports(LogSource.class).stream()
                .flatMap(source -> source.parts(wanted.log(), wanted.oldest(), wanted.latest()).stream())
                .sorted(Comparator.comparing(HardwareLogs::isOne))
                .toList());
    }

    /**
     * Makes an archive for this block.
     *
     * @param name of the file
     * @param then not called when it was cancelled before
     * @return ends it and takes away what there is of it, also when it is complete
     */
    Cancellable make(String name, Wanted wanted, Consumer<Reply<Archive>> then) {
        Making making = new Making(name, wanted, then);
        making.begin();
        return making;
    }

    @Override
    public void make(
            LogEnumType log,
            Optional<Instant> oldest,
            Optional<Instant> latest,
            Path file,
            PortCallback<Archive> then) {
        Wanted wanted = new Wanted(log, oldest, latest);
        if (areEmpty(wanted)) {
            then.reply(new Reply.Failed<>("the station has no " + log.wire()));
            return;
        }
        List<Cancellable> making = new ArrayList<>();
        making.add(make("archive.zip", wanted, reply -> {
            if (reply instanceof Reply.Answered<Archive> archive) {
                context.<Archive>async(() -> moved(archive.result(), file), result -> {
                    making.get(0).cancel();
                    then.reply(result);
                });
            } else {
                making.get(0).cancel();
                then.reply(reply);
            }
        }));
    }

    private static Archive moved(Archive archive, Path file) throws IOException {
        Files.move(archive.file(), file);
        return new Archive(file, archive.octets(), archive.leftOut());
    }

    /** What an archive is, for whoever opens it. */
    private String title(Wanted wanted) {
        return wanted.log().wire() + " of the charging station " + context.stationId() + " ("
                + context.model().vendor() + " " + context.model().model() + ")\nmade at "
                + context.clock().now() + ", from "
                + wanted.oldest().map(Instant::toString).orElse("the beginning") + " to "
                + wanted.latest().map(Instant::toString).orElse("now")
                + "\nIt holds no secrets; tokens of customers stand there as a hash, or masked.";
    }

    private interface Work {
        void run() throws IOException;
    }

    private void remove(String what, Work work) {
        context.async(
                () -> {
                    work.run();
                    return true;
                },
                reply -> {
                    if (reply instanceof Reply.Failed<Boolean> failed) {
                        LOG.warn("station={} {} cannot be removed: {}", context.stationId(), what, failed.why());
                    }
                });
    }

    /** One archive, from its order until nobody needs it any more. */
    private final class Making implements Cancellable {
        private final Path work = context.folder().resolve(prefix + "-" + made++);
        private final Path collected = work.resolve("hardware");
        private final Path file;
        private final Wanted wanted;
        private final String title;
        private final PartFiles parts;
        private final Consumer<Reply<Archive>> then;
        private final List<String> leftOut = new ArrayList<>();
        private Cancellable step = () -> {};
        private boolean over;

        Making(String name, Wanted wanted, Consumer<Reply<Archive>> then) {
            this.wanted = wanted;
            this.title = title(wanted);
            this.file = work.resolve(name);
            this.parts = new PartFiles(context, work, mostOctets, stuck, this::pack);
            this.then = then;
        }

        void begin() {
            running.add(this);
            boolean hardwareHasLogs = wanted.log() == LogEnumType.DiagnosticsLog
                    && context.model().commands().contains("CollectLogs");
            Path needed = hardwareHasLogs ? collected : work;
            step = context.async(() -> ArchiveFile.folder(needed), ready -> {
                if (ready instanceof Reply.Failed<Path> failed) {
                    done(new Reply.Failed<>(failed.why()));
                } else if (hardwareHasLogs) {
                    collect();
                } else {
                    write(List.of());
                }
            });
        }

        private void collect() {
            context.command(new CollectLogs(collected), result -> {
                if (!(result instanceof CommandResult.Accepted)) {
                    LOG.warn("station={} the hardware gives no logs: {}", context.stationId(), result);
                    leftOut.add("hardware: " + result.text());
                }
                if (!over) {
                    step = context.async(() -> HardwareLogs.in(collected), this::found);
                }
            });
        }

        private void found(Reply<List<Part>> reply) {
            if (reply instanceof Reply.Answered<List<Part>> found) {
                write(found.result());
            } else {
                leftOut.add("hardware: " + ((Reply.Failed<List<Part>>) reply).why());
                write(List.of());
            }
        }

        private void write(List<Part> ofHardware) {
            parts.write(Archives.this.parts(wanted, ofHardware));
        }

        private void pack() {
            leftOut.addAll(parts.leftOut());
            ArchiveFile archive = new ArchiveFile(title, parts.written(), leftOut, file);
            Cancellable packing = context.async(archive, this::done);
            step = () -> {
                archive.cancel();
                packing.cancel();
            };
        }

        private void done(Reply<Archive> reply) {
            running.remove(this);
            if (!over) {
                then.accept(reply);
            }
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                running.remove(this);
                parts.cancel();
                step.cancel();
                remove("the folder " + work, () -> Folders.delete(work));
            }
        }
    }
}
