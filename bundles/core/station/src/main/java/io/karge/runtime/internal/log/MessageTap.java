package io.karge.runtime.internal.log;

import io.karge.ocpp.Frame;
import io.karge.security.Masking;
import io.karge.transport.FrameTap;
import java.util.Locale;
import java.util.Optional;

/** Writes what goes over the wire into the message log, without its secrets and the tokens of customers. */
public final class MessageTap implements FrameTap {
    /** The type of what could not be read. */
    public static final String UNREADABLE = "unreadable";

    private final MessageLog log;
    private final TokenHashes tokens;

    public MessageTap(MessageLog log, TokenHashes tokens) {
        this.log = log;
        this.tokens = tokens;
    }

    @Override
    public void passed(Direction direction, String text, Optional<Frame> frame, String action) {
        log.add(
                direction.name().toLowerCase(Locale.ROOT),
                type(frame),
                action.isEmpty() ? null : action,
                frame.map(Frame::messageId).orElse(null),
                text,
                plain -> Masking.mask(action, plain, tokens));
    }

    /** What a message is, in the words of the message log. */
    public static String type(Optional<Frame> frame) {
        if (frame.isEmpty()) {
            return UNREADABLE;
        } else if (frame.get() instanceof Frame.Call) {
            return "CALL";
        }
        return frame.get() instanceof Frame.CallResult ? "CALLRESULT" : "CALLERROR";
    }
}
