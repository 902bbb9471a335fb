package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.routes.internal.HardwareLines.Line;
import io.karge.station.HardwareBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hardware bus over Camel: each line is two routes made from the templates of {@link HardwareRoutes}. */
final class CamelHardwareBus implements HardwareBus {
    private static final Logger LOG = LoggerFactory.getLogger(CamelHardwareBus.class);
    private static final List<String> FLOWS = List.of(HardwareRoutes.EVENTS, HardwareRoutes.COMMANDS);

    private final CamelContext context;
    private final HardwareLines lines;

    /** The context has the two components and the templates; it is started. */
    CamelHardwareBus(CamelContext context, HardwareLines lines) {
        this.context = context;
        this.lines = lines;
    }

    @Override
    public HardwareLine open(String stationId, HardwareEventSink core) {
        Line line = new Line(stationId, core);
        lines.add(line);
        String name = HardwareLines.name(stationId);
        try {
            synchronized (context) {
                for (String flow : FLOWS) {
                    context.addRouteFromTemplate(routeId(flow, stationId), flow, Map.of("station", name));
                }
            }
        } catch (Exception e) {
            lines.remove(line);
            throw new IllegalStateException("station=" + stationId + " routes could not be added", e);
        }
        return new CamelLine(line);
    }

    static String routeId(String flow, String stationId) {
        return flow + "-" + stationId;
    }

    private final class CamelLine implements HardwareLine {
        private final Line line;

        CamelLine(Line line) {
            this.line = line;
        }

        @Override
        public void attach(Function<HardwareCommand, CompletionStage<CommandResult>> driver) {
            line.attach(driver);
        }

        @Override
        public void detach() {
            line.attach(null);
        }

        @Override
        public void post(HardwareEvent event) {
            line.post(event);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return line.execute(command);
        }

        @Override
        public void close() {
            line.attach(null);
            line.events = null;
            line.commands = null;
            String name = HardwareLines.name(line.stationId);
            for (String flow : FLOWS) {
                remove(routeId(flow, line.stationId));
            }
            try {
                for (String uri : List.of("driver:%s/events", "driver:%s", "station:%s/commands", "station:%s")) {
                    context.removeEndpoints(uri.formatted(name));
                }
            } catch (Exception e) {
                LOG.warn("station={} endpoints could not be removed", line.stationId, e);
            }
            lines.remove(line);
        }

        private void remove(String routeId) {
            try {
                context.getRouteController().stopRoute(routeId);
                context.removeRoute(routeId);
            } catch (Exception e) {
                LOG.warn("station={} route={} could not be removed", line.stationId, routeId, e);
            }
        }
    }
}
