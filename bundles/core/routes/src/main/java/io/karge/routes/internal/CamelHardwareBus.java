package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import io.karge.routes.internal.HardwareChannels.Channel;
import io.karge.station.HardwareBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hardware bus over Camel: each channel is two routes made from the templates of {@link HardwareRoutes}. */
final class CamelHardwareBus implements HardwareBus {
    private static final Logger LOG = LoggerFactory.getLogger(CamelHardwareBus.class);
    private static final List<String> FLOWS = List.of(HardwareRoutes.EVENTS, HardwareRoutes.COMMANDS);

    private final CamelContext context;
    private final HardwareChannels channels;

    /** The context has the two components and the templates; it is started. */
    CamelHardwareBus(CamelContext context, HardwareChannels channels) {
        this.context = context;
        this.channels = channels;
    }

    @Override
    public HardwareChannel open(String stationId, HardwareEventSink core) {
        Channel channel = new Channel(stationId, core);
        channels.add(channel);
        String name = HardwareChannels.name(stationId);
        try {
            synchronized (context) {
                for (String flow : FLOWS) {
                    context.addRouteFromTemplate(routeId(flow, stationId), flow, Map.of("station", name));
                }
            }
        } catch (Exception e) {
            channels.remove(channel);
            throw new IllegalStateException("station=" + stationId + " routes could not be added", e);
        }
        return new CamelChannel(channel);
    }

    static String routeId(String flow, String stationId) {
        return flow + "-" + stationId;
    }

    private final class CamelChannel implements HardwareChannel {
        private final Channel channel;

        CamelChannel(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void attach(Function<HardwareCommand, CompletionStage<CommandResult>> driver) {
            channel.attach(driver);
        }

        @Override
        public void detach() {
            channel.attach(null);
        }

        @Override
        public void post(HardwareEvent event) {
            channel.post(event);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return channel.execute(command);
        }

        @Override
        public void close() {
            channel.attach(null);
            channel.events = null;
            channel.commands = null;
            synchronized (context) {
                FLOWS.forEach(flow -> remove(routeId(flow, channel.stationId)));
                removeEndpoints();
            }
            channels.remove(channel);
        }

        private void removeEndpoints() {
            String name = HardwareChannels.name(channel.stationId);
            try {
                for (String uri : List.of("driver:%s/events", "driver:%s", "station:%s/commands", "station:%s")) {
                    context.removeEndpoints(uri.formatted(name));
                }
            } catch (Exception e) {
                LOG.warn("station={} endpoints could not be removed", channel.stationId, e);
            }
        }

        private void remove(String routeId) {
            try {
                context.getRouteController().stopRoute(routeId);
                context.removeRoute(routeId);
            } catch (Exception e) {
                LOG.warn("station={} route={} could not be removed", channel.stationId, routeId, e);
            }
        }
    }
}
