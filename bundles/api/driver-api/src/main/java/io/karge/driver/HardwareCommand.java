package io.karge.driver;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the core asks of the hardware. {@code evseId} counts from 1, 0 is the station as a whole. */
public sealed interface HardwareCommand {

    int evseId();

    /** The commands that concern the station as a whole. */
    sealed interface OfStation extends HardwareCommand {
        @Override
        default int evseId() {
            return 0;
        }
    }

    /** Puts the EVSE in or out of service. A running session is not touched. */
    record SetAvailability(int evseId, boolean operative) implements HardwareCommand {}

    /**
     * Allows the vehicle to draw energy, at most {@code limitW} when given. Idempotent.
     *
     * @param limitMa the same limit as current per phase, where the model takes amperes; 0 is none
     */
    record AllowEnergy(
            int evseId, @Nullable Integer limitW, @Nullable Integer limitMa) implements HardwareCommand {
        public AllowEnergy(int evseId, @Nullable Integer limitW) {
            this(evseId, limitW, null);
        }
    }

    /** Ends the flow of energy and opens the contactors. Idempotent; never refused for a healthy link. */
    record StopEnergy(int evseId) implements HardwareCommand {}

    /**
     * Limits the power of an EVSE, or of the station with evseId 0; null takes the limit away.
     *
     * @param limitMa the same limit as current per phase, where the model takes amperes and it is that of an EVSE; 0 is none
     */
    record SetLimit(
            int evseId, @Nullable Integer limitW, @Nullable Integer limitMa) implements HardwareCommand {
        public SetLimit(int evseId, @Nullable Integer limitW) {
            this(evseId, limitW, null);
        }
    }

    record UnlockConnector(int evseId, int connectorId) implements HardwareCommand {}

    /** Restarts the cabinet. Accepted when it begins; Rebooted follows when it is back. */
    record Reboot() implements OfStation {}

    /** Reads the meter now; the answer is Accepted and a MeterSampled event that was posted before it. */
    record ReadMeter(int evseId) implements HardwareCommand {}

    /** Shows a text on the display; an empty text clears it. */
    record ShowMessage(int evseId, String text) implements HardwareCommand {}

    /**
     * What became of a token that was presented: goes down once for each {@link HardwareEvent.TokenPresented}, to a reader
     * that asks and to displays. A reader that asks lets nobody charge by the token before.
     *
     * @param evseId as in the event
     * @param uid as in the event
     * @param type as in the event
     * @param reason for whoever presented it, in one or two words; empty when there is nothing to say
     * @param personalMessage what the CSMS has to say to the owner of the token; empty when nothing
     */
    record AnswerToken(int evseId, String uid, TokenType type, Status status, String reason, String personalMessage)
            implements HardwareCommand {
        public enum Status {
            ACCEPTED,
            REFUSED
        }

        /** The answer as a display shows it. */
        public String text() {
            String verdict = status == Status.ACCEPTED ? "Accepted" : "Not accepted";
            return !personalMessage.isEmpty() ? personalMessage : reason.isEmpty() ? verdict : verdict + ": " + reason;
        }
    }

    /** Installs a firmware image that lies complete in the staging folder. FirmwareProgress events follow. */
    record InstallFirmware(Path image, String sha256) implements OfStation {}

    /** Collects the hardware's own logs into files in the given folder. */
    record CollectLogs(Path folder) implements OfStation {}

    /** Something that only this vendor knows. */
    record VendorCommand(int evseId, String name, Map<String, String> arguments) implements HardwareCommand {
        public VendorCommand {
            arguments = Map.copyOf(arguments);
        }
    }
}
