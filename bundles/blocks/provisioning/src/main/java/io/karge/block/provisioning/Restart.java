package io.karge.block.provisioning;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.station.VariableKey;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the station: has the CSMS told of the transactions that have ended, for one message timeout at most
 * (B12.FR.05), then has the cabinet restart and goes offline until it has. A cabinet that refuses, or does not restart,
 * is asked again ResetRetries times; after that the OCPP side restarts alone. It does so at once for hardware that knows
 * no restart.
 */
final class Restart {
    static final VariableKey RETRIES = VariableKey.of("OCPPCommCtrlr", "ResetRetries");
    /** Until a cabinet that has refused is asked again. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    /** How long a cabinet may take to restart. */
    static final Duration CABINET = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);
    private static final VariableKey TIMEOUT = VariableKey.instance("OCPPCommCtrlr", "MessageTimeout", "Default");
    private static final int DEFAULT_TIMEOUT_SECONDS = 30;

    private enum Phase {
        NONE,
        /** Events of transactions are on their way to the CSMS. */
        TELLING,
        /** The cabinet restarts, or is asked to. */
        RESTARTING
    }

    private final StationContext context;
    private Phase phase = Phase.NONE;
    private BootReasonEnumType reason = BootReasonEnumType.RemoteReset;
    private @Nullable Cancellable told;
    private int asked;

    Restart(StationContext context) {
        this.context = context;
    }

    boolean isUnderWay() {
        return phase != Phase.NONE;
    }

    /** Whether it is the hardware that restarts. */
    boolean needsHardware() {
        return context.model().commands().contains(HardwareCommand.Reboot.class.getSimpleName());
    }

    void begin(BootReasonEnumType why) {
        reason = why;
        phase = Phase.TELLING;
        int seconds = context.deviceModel().integer(TIMEOUT, DEFAULT_TIMEOUT_SECONDS);
        told = context.after(Duration.ofSeconds(seconds), this::restart);
        proceed();
    }

    void on(StationEvent event) {
        proceed();
    }

    /** When all has been told, or nobody can be told, there is nothing to wait for. */
    private void proceed() {
        boolean nothingToTell = context.port(TransactionControl.class)
                .flatMap(TransactionControl::queue)
                .isEmpty();
        if (phase == Phase.TELLING && (nothingToTell || !context.lifeCycle().online())) {
            restart();
        }
    }

    private void restart() {
        if (told != null) {
            told.cancel();
            told = null;
        }
        phase = Phase.RESTARTING;
        LOG.info("station={} resets reason={}", context.stationId(), reason.wire());
        if (needsHardware()) {
            context.lifeCycle().intend(reason);
            ask();
        } else {
            context.lifeCycle().restart(reason);
        }
    }

    private void ask() {
        asked++;
        context.command(new HardwareCommand.Reboot(), this::answered);
    }

    private void answered(CommandResult result) {
        if (result instanceof CommandResult.Accepted || result instanceof CommandResult.TimedOut) {
            context.lifeCycle().leave("the station resets");
            context.after(
                    CABINET,
                    () -> failed("it has not restarted within " + CABINET.toMinutes() + " min", Duration.ZERO));
        } else {
            failed("it answered " + result, ASK_AGAIN);
        }
    }

    private void failed(String why, Duration wait) {
        boolean again = asked <= context.deviceModel().integer(RETRIES, 0);
        LOG.warn(
                "station={} the cabinet did not reset: {}; {}",
                context.stationId(),
                why,
                again ? "it is asked again" : "the OCPP side restarts alone, check the cabinet");
        if (again) {
            context.after(wait, this::ask);
        } else {
            context.lifeCycle().restart(reason);
        }
    }
}
