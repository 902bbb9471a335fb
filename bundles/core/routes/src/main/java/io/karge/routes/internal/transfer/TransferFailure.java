package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferOutcome.Failed;
import java.io.IOException;

/**
 * A transfer cannot go on. The message is for people and has no credentials; there is no cause, since the message of a
 * library may have some. An IOException, so that it passes through the streams of the libraries.
 */
final class TransferFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final TransferOutcome.Cause reason;

    TransferFailure(Cause reason, String why) {
        super(why);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }

    Failed outcome() {
        return new Failed(reason, String.valueOf(getMessage()));
    }
}
