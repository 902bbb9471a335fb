package io.karge.routes.internal;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The components {@code driver:} and {@code station:}, the two sides of the hardware channels. */
final class ChannelComponent extends DefaultComponent {
    private final HardwareChannels channels;
    private final String readPath;
    private final ChannelEndpoint.End read;
    private final ChannelEndpoint.End write;

    private ChannelComponent(
            HardwareChannels channels, String readPath, ChannelEndpoint.End read, ChannelEndpoint.End write) {
        this.channels = channels;
        this.readPath = readPath;
        this.read = read;
        this.write = write;
    }

    static ChannelComponent driver(HardwareChannels channels) {
        return new ChannelComponent(channels, "/events", ChannelEndpoint.End.DRIVER_EVENTS, ChannelEndpoint.End.DRIVER);
    }

    static ChannelComponent station(HardwareChannels channels) {
        return new ChannelComponent(
                channels, "/commands", ChannelEndpoint.End.STATION_COMMANDS, ChannelEndpoint.End.STATION);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        boolean reads = remaining.endsWith(readPath);
        String name = reads ? remaining.substring(0, remaining.length() - readPath.length()) : remaining;
        return new ChannelEndpoint(uri, this, channels.byName(name), reads ? read : write);
    }
}
