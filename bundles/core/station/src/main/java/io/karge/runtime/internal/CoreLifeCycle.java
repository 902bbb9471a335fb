package io.karge.runtime.internal;

import io.karge.failure.TimeWords;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.LifeCycle;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Boot, registration, time and restart of a station, as its blocks see and decide them. On the loop; what changes
 * something in steps.
 */
final class CoreLifeCycle implements LifeCycle {
    private static final String TIME_PROBLEM = "time";
    private static final Duration JUMP = Duration.ofSeconds(1);

    private final StationParts parts;
    private final Steps steps;
    private final UndoLog undo;
    private final BootLog bootLog;
    private final CsmsLink link;
    private final BooleanSupplier takesNewSessions;
    private final Runnable reboot;
    private @Nullable CsmsAccess access;
    private boolean leaving;

    /**
     * @param takesNewSessions whether store and blocks allow a session to begin
     * @param reboot restarts the station's OCPP side; called on the loop
     */
    CoreLifeCycle(
            StationParts parts,
            Steps steps,
            UndoLog undo,
            BootLog bootLog,
            CsmsLink link,
            BooleanSupplier takesNewSessions,
            Runnable reboot) {
        this.parts = parts;
        this.steps = steps;
        this.undo = undo;
        this.bootLog = bootLog;
        this.link = link;
        this.takesNewSessions = takesNewSessions;
        this.reboot = reboot;
    }

    /** What {@link #leave} closes. */
    void closes(CsmsAccess connection) {
        access = connection;
    }

    /** Whether the station has closed its connection until the next boot. */
    boolean isLeaving() {
        return leaving;
    }

    @Override
    public BootReasonEnumType bootReason() {
        return link.bootReason();
    }

    @Override
    public boolean connected() {
        return link.isConnected();
    }

    @Override
    public Optional<RegistrationStatusEnumType> registration() {
        return link.registration();
    }

    @Override
    public boolean takesNewSessions() {
        return takesNewSessions.getAsBoolean();
    }

    @Override
    public void registered(RegistrationStatusEnumType status) {
        if (status == RegistrationStatusEnumType.Accepted) {
            bootLog.accepted();
        }
        link.registered(status);
    }

    @Override
    public void timeReceived(Instant csmsTime) {
        if (!CsmsClock.isPlausible(csmsTime)) {
            parts.problems()
                    .raiseOnce(
                            TIME_PROBLEM,
                            "The time of the CSMS is not believed",
                            "it says that it is " + TimeWords.of(csmsTime),
                            "Set the clock of the CSMS; until then the station goes by its own");
            return;
        }
        parts.problems().clear(TIME_PROBLEM);
        Instant before = parts.clock().now();
        parts.clock().synchronise(csmsTime, undo);
        bootLog.remember(csmsTime);
        bootLog.clockSet()
                .ifPresent(unset ->
                        steps.publish(new StationEvent.ClockSet(before, csmsTime, unset.since(), unset.known())));
        if (Duration.between(before, csmsTime).abs().compareTo(JUMP) > 0) {
            steps.publish(new StationEvent.TimeChanged(before, csmsTime));
        }
    }

    @Override
    public void restart(BootReasonEnumType reason) {
        steps.run(() -> {
            bootLog.intend(reason);
            steps.output(new Output() {
                @Override
                public void release() {
                    parts.loop().post(reboot);
                }

                /** What the station intends is carried over also when it cannot be stored. */
                @Override
                public void dropped() {
                    release();
                }
            });
        });
    }

    @Override
    public void intend(BootReasonEnumType reason) {
        bootLog.intend(reason);
    }

    @Override
    public void reconnect(String why) {
        if (access != null) {
            access.renew(why);
        }
    }

    @Override
    public void leave(String why) {
        boolean before = leaving;
        leaving = true;
        undo.changed(() -> leaving = before);
        steps.output(() -> {
            if (access != null) {
                access.shut(why);
            }
        });
    }
}
