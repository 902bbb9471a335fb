package io.karge.block.availability;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.station.HardwareView;
import io.karge.station.StationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the hardware of each EVSE show that it is out of service, where it can. Remembers over restarts which EVSEs it put
 * out of service, to tell that from hardware that is out of service by itself.
 */
final class HardwareService {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareService.class);
    private static final String PREFIX = "out-of-service/";

    private final StationContext context;
    private final IntConsumer decided;
    /** What each EVSE was told last and has not answered. */
    private final Map<Integer, Told> open = new HashMap<>();

    private int count;

    private record Told(boolean serves, int number) {}

    /** That the EVSE was put out of service by this block. */
    record OutOfService(int evseId) {}

    /** @param decided is told of an EVSE whose hardware will not follow */
    HardwareService(StationContext context, IntConsumer decided) {
        this.context = context;
        this.decided = decided;
    }

    /** Whether the EVSE's hardware serves, or would if it had not been told otherwise by this block. */
    boolean isReady(int evseId) {
        return context.hardware().evse(evseId).operative() || isOut(evseId);
    }

    /** Tells the hardware if it was not told so before. */
    void settle(int evseId, boolean serves) {
        if (serves != told(evseId)) {
            tell(evseId, serves);
        }
    }

    /** Tells the hardware if it is not so, whatever it was told before. */
    void insist(int evseId, boolean serves) {
        if (serves != told(evseId) || serves != context.hardware().evse(evseId).operative()) {
            tell(evseId, serves);
        }
    }

    private void tell(int evseId, boolean serves) {
        boolean there = context.hardware().status() == HardwareView.Status.UP; // else its snapshot settles it
        Told waiting = open.get(evseId);
        if (!there
                || !context.model().commands().contains("SetAvailability")
                || (waiting != null && waiting.serves() == serves)) {
            return;
        }
        if (!serves) {
            context.state().put(PREFIX + evseId, new OutOfService(evseId));
        }
        Told now = new Told(serves, ++count);
        open.put(evseId, now);
        context.command(new HardwareCommand.SetAvailability(evseId, serves), result -> {
            if (open.remove(evseId, now)) { // else it was told something else since
                answered(evseId, serves, result);
            }
        });
    }

    private void answered(int evseId, boolean serves, CommandResult result) {
        String problem = "availability-" + evseId;
        boolean accepted = result instanceof CommandResult.Accepted;
        if (accepted) {
            context.problems().clear(problem);
        } else if (result instanceof CommandResult.LinkDown) {
            return;
        } else {
            LOG.warn("station={} evse={} operative={} result={}", context.stationId(), evseId, serves, result);
            context.problems()
                    .raise(
                            problem,
                            "EVSE " + evseId + " does not go " + (serves ? "into" : "out of") + " service",
                            result.text(),
                            "Check the cabinet; the CSMS can change the availability again");
        }
        if (serves) {
            context.state().remove(PREFIX + evseId);
            if (!accepted) {
                decided.accept(evseId);
            }
        }
    }

    /** What the hardware was told last. */
    private boolean told(int evseId) {
        Told waiting = open.get(evseId);
        return waiting == null ? !isOut(evseId) : waiting.serves();
    }

    private boolean isOut(int evseId) {
        return context.state().get(PREFIX + evseId, OutOfService.class).isPresent();
    }
}
