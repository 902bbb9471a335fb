package io.karge.routes.internal;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The components {@code driver:} and {@code station:}, the two sides of the hardware lines. */
final class LineComponent extends DefaultComponent {
    private final HardwareLines lines;
    private final String readPath;
    private final LineEndpoint.End read;
    private final LineEndpoint.End write;

    private LineComponent(HardwareLines lines, String readPath, LineEndpoint.End read, LineEndpoint.End write) {
        this.lines = lines;
        this.readPath = readPath;
        this.read = read;
        this.write = write;
    }

    static LineComponent driver(HardwareLines lines) {
        return new LineComponent(lines, "/events", LineEndpoint.End.DRIVER_EVENTS, LineEndpoint.End.DRIVER);
    }

    static LineComponent station(HardwareLines lines) {
        return new LineComponent(lines, "/commands", LineEndpoint.End.STATION_COMMANDS, LineEndpoint.End.STATION);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        boolean reads = remaining.endsWith(readPath);
        String name = reads ? remaining.substring(0, remaining.length() - readPath.length()) : remaining;
        return new LineEndpoint(uri, this, lines.byName(name), reads ? read : write);
    }
}
