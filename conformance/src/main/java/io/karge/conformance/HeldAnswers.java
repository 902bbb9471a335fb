package io.karge.conformance;

import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.testsystem.CsmsBehaviour.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answers that a case holds back for a while. Thread-safe. */
final class HeldAnswers {
    private final OcppCodec codec = new OcppCodec();
    private final Consumer<String> sender;
    private final List<String> waiting = new ArrayList<>();
    private @Nullable Class<? extends OcppRequest> held;
    private String asked = "";

    /** @param sender sends a text to the station */
    HeldAnswers(Consumer<String> sender) {
        this.sender = sender;
    }

    /** A text of the station came; the request that is answered next is in it. */
    synchronized void came(String text) {
        if (codec.readFrame(text) instanceof FrameReading.Ok ok && ok.frame() instanceof Frame.Call call) {
            asked = call.messageId();
        }
    }

    synchronized void hold(Class<? extends OcppRequest> type) {
        held = type;
    }

    /**
     * Lets the answer pass unless it is held back.
     *
     * @throws UnansweredException when it is sent later
     */
    synchronized void pass(OcppRequest request, OcppResponse answer) {
        if (held != null && held.isInstance(request)) {
            waiting.add(codec.write(codec.callResult(asked, answer)));
            throw new UnansweredException();
        }
    }

    /** Sends what waits, in the order of the requests. */
    void release() {
        List<String> now;
        synchronized (this) {
            held = null;
            now = List.copyOf(waiting);
            waiting.clear();
        }
        now.forEach(sender);
    }
}
