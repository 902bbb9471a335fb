package io.karge.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The firmware update of a cabinet: receiving and checking the image, installing it, restarting. Belongs to its {@link
 * Hypercharger} and is used under its lock; the image is read on the executor that may block.
 */
final class FirmwareUpdate {
    /** How far it is. */
    enum State {
        IDLE(0),
        RECEIVING(1),
        VERIFIED(2),
        INSTALLING(3),
        INSTALLED(4),
        FAILED(5);

        private final int code;

        State(int code) {
            this.code = code;
        }

        /** As in the register. */
        int code() {
            return code;
        }
    }

    static final Duration STEP = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FirmwareUpdate.class);
    private static final int PERCENT_PER_STEP = 25;

    private final Hypercharger cabinet;
    private final Timers timers;
    private final Executor blocking;
    private State state = State.IDLE;
    private int percent;
    private FirmwareFailure failure = FirmwareFailure.NONE;
    private FirmwareFailure failAt = FirmwareFailure.NONE;
    private @Nullable FirmwareVersion nextVersion;
    private long started;

    FirmwareUpdate(Hypercharger cabinet, Timers timers, Executor blocking) {
        this.cabinet = cabinet;
        this.timers = timers;
        this.blocking = blocking;
    }

    State state() {
        return state;
    }

    int percent() {
        return percent;
    }

    FirmwareFailure failure() {
        return failure;
    }

    boolean isRunning() {
        return state == State.RECEIVING || state == State.VERIFIED || state == State.INSTALLING;
    }

    /** How the next update goes; a null version leaves the one that runs. */
    void prepare(FirmwareFailure failAt, @Nullable FirmwareVersion version) {
        this.failAt = failAt;
        this.nextVersion = version;
    }

    /** Begins an update with the file of this name in the folder. */
    void start(Path folder, String fileName, long size) {
        move(State.RECEIVING, 0);
        long thisUpdate = ++started;
        blocking.execute(() -> {
            String problem = check(folder, fileName, size);
            cabinet.stepUnlessClosed(() -> {
                if (started == thisUpdate && state == State.RECEIVING) {
                    received(problem);
                }
            });
        });
    }

    /** Power is gone: what was under way is lost. */
    void powerDown() {
        if (state == State.INSTALLING) {
            fail(FirmwareFailure.INSTALL, "power was lost while installing");
        } else if (isRunning()) {
            move(State.IDLE, 0);
        }
    }

    private void received(@Nullable String problem) {
        percent = 100;
        timers.after(STEP, () -> {
            if (problem != null || failAt == FirmwareFailure.VERIFY) {
                fail(FirmwareFailure.VERIFY, problem == null ? "the update was told to fail" : problem);
            } else {
                move(State.VERIFIED, 100);
                timers.after(STEP, () -> install(0));
            }
        });
    }

    private void install(int done) {
        move(State.INSTALLING, done);
        if (failAt == FirmwareFailure.INSTALL && done >= 2 * PERCENT_PER_STEP) {
            fail(FirmwareFailure.INSTALL, "the update was told to fail");
        } else if (done < 100) {
            timers.after(STEP, () -> install(done + PERCENT_PER_STEP));
        } else {
            move(State.INSTALLED, 100);
            FirmwareVersion version = nextVersion;
            prepare(FirmwareFailure.NONE, null);
            cabinet.restartWith(version);
        }
    }

    private void fail(FirmwareFailure where, String why) {
        LOG.info("simulator={} firmware update failed: {}", cabinet.nameplate().name(), why);
        state = State.FAILED;
        failure = where;
        prepare(FirmwareFailure.NONE, null);
    }

    private void move(State next, int done) {
        state = next;
        percent = done;
        failure = FirmwareFailure.NONE;
    }

    /** What is wrong with the image, or null when it is good. */
    private static @Nullable String check(Path folder, String fileName, long size) {
        Path image = folder.resolve(fileName);
        try {
            if (!Files.isRegularFile(image)) {
                return image + " is not there";
            }
            if (Files.size(image) != size) {
                return image + " has " + Files.size(image) + " bytes, announced were " + size;
            }
            return FirmwareImage.digestProblem(image);
        } catch (IOException e) {
            return image + " cannot be read: " + e.getMessage();
        }
    }
}
