package io.karge.block.provisioning;

import io.karge.ocpp.types.DataEnumType;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The link to the CSMS as a component of the device model: DataLink, instance CSMS (Part 2, appendices). */
final class LinkInventory {
    private static final VariableKey AVAILABLE = key("Available");
    private static final VariableKey ACTIVE = key("Active");
    private static final VariableKey CONNECTED_TIME = key("ConnectedTime");
    private static final VariableKey NETWORK_ADDRESS = key("NetworkAddress");

    private final StationContext context;
    private @Nullable Instant since;

    LinkInventory(StationContext context) {
        this.context = context;
    }

    static List<VariableDefinition> variables() {
        return List.of(
                VariableDefinition.computed(AVAILABLE, DataEnumType.bool, null, null),
                VariableDefinition.computed(ACTIVE, DataEnumType.bool, null, null),
                VariableDefinition.computed(CONNECTED_TIME, DataEnumType.decimal, "s", null),
                VariableDefinition.computed(NETWORK_ADDRESS, DataEnumType.string, null, null));
    }

    void start() {
        if (context.lifeCycle().connected()) {
            since = context.clock().now();
        }
        context.deviceModel().compute(AVAILABLE, () -> "true");
        context.deviceModel()
                .compute(ACTIVE, () -> Boolean.toString(context.lifeCycle().connected()));
        context.deviceModel().compute(CONNECTED_TIME, this::connectedTime);
        context.deviceModel().compute(NETWORK_ADDRESS, this::networkAddress);
    }

    void on(StationEvent event) {
        if (event instanceof StationEvent.Connected) {
            since = context.clock().now();
        } else if (event instanceof StationEvent.Disconnected) {
            since = null;
        } else if (event instanceof StationEvent.TimeChanged changed && since != null) {
            since = since.plus(Duration.between(changed.from(), changed.to()));
        }
    }

    private String connectedTime() {
        return since == null
                ? "0"
                : Long.toString(Duration.between(since, context.clock().now()).toSeconds());
    }

    /** The host of the profile in use, with the port where the URL names one; who logs in is nobody's business. */
    private String networkAddress() {
        return context.networkProfiles()
                .profile(context.networkProfiles().active())
                .map(profile -> address(URI.create(profile.ocppCsmsUrl())))
                .orElse("");
    }

    private static String address(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static VariableKey key(String variable) {
        return new VariableKey("DataLink", "CSMS", 0, 0, variable, null);
    }
}
