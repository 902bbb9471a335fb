package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.OcppCodec;
import java.util.List;
import java.util.Optional;

/**
 * A wire that sees frames. Their payloads may be changed; a frame that was not changed leaves as it came. What is no frame
 * is let through.
 */
public abstract class Frames implements Breakage.Wire {
    private static final OcppCodec CODEC = new OcppCodec();

    /** What the CSMS gets instead of a frame of the station, as {@link Breakage.Wire#fromStation}. */
    protected List<Frame> station(Frame frame) {
        return List.of(frame);
    }

    /** What the station gets instead of a frame of the CSMS. */
    protected Frame csms(Frame frame) {
        return frame;
    }

    /** The payload of a request of this action. */
    public static Optional<ObjectNode> request(Frame frame, Action action) {
        return frame instanceof Frame.Call call && call.action().equals(action.wire())
                ? Optional.of((ObjectNode) call.payload())
                : Optional.empty();
    }

    @Override
    public final List<String> fromStation(String text) {
        if (!(CODEC.readFrame(text) instanceof FrameReading.Ok ok)) {
            return List.of(text);
        }
        String before = CODEC.write(ok.frame());
        return station(ok.frame()).stream()
                .map(CODEC::write)
                .map(after -> after.equals(before) ? text : after)
                .toList();
    }

    @Override
    public final String fromCsms(String text) {
        if (!(CODEC.readFrame(text) instanceof FrameReading.Ok ok)) {
            return text;
        }
        String before = CODEC.write(ok.frame());
        String after = CODEC.write(csms(ok.frame()));
        return after.equals(before) ? text : after;
    }
}
