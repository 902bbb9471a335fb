package io.karge.runtime.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.driver.StationModel;
import io.karge.station.DeviceModel;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import io.karge.station.VariableKey;
import io.karge.transport.ConnectionSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The variables that the runtime itself brings: those of the connection (Part 2, 2.1 and 2.2; Part 4, chapter 8). */
final class RuntimeVariables {
    /** The owner of the variables in the device model. */
    static final String OWNER = "runtime";

    /** Under which the values of all variables are stored. */
    static final String DEVICE_MODEL = "device-model";

    static final VariableKey PASSWORD = VariableKey.of("SecurityCtrlr", "BasicAuthPassword");
    static final VariableKey CERTIFICATE_ENTRIES = VariableKey.of("SecurityCtrlr", "CertificateEntries");
    static final VariableKey ALLOW_WILDCARDS = VariableKey.of("SecurityCtrlr", "AllowCSMSTLSWildcards");
    static final VariableKey SECURITY_PROFILE = VariableKey.of("SecurityCtrlr", "SecurityProfile");
    static final VariableKey PRIORITY = VariableKey.of("OCPPCommCtrlr", "NetworkConfigurationPriority");
    static final VariableKey CONNECTION_ATTEMPTS = VariableKey.of("OCPPCommCtrlr", "NetworkProfileConnectionAttempts");
    static final VariableKey ACTIVE_PROFILE = VariableKey.of("OCPPCommCtrlr", "ActiveNetworkProfile");
    static final VariableKey PING_INTERVAL = VariableKey.of("OCPPCommCtrlr", "WebSocketPingInterval");

    /** Of the profile that the station is connected through. */
    static final VariableKey MESSAGE_TIMEOUT = VariableKey.instance("OCPPCommCtrlr", "MessageTimeout", "Default");

    /** The slots for network profiles (B09.FR.06). */
    static final List<Integer> SLOTS = List.of(1, 2, 3);

    private static final VariableKey IDENTITY = VariableKey.of("SecurityCtrlr", "Identity");
    private static final VariableKey ORGANIZATION = VariableKey.of("SecurityCtrlr", "OrganizationName");
    private static final VariableKey TRANSFERS = VariableKey.of("OCPPCommCtrlr", "FileTransferProtocols");
    private static final VariableKey WAIT_MINIMUM = VariableKey.of("OCPPCommCtrlr", "RetryBackOffWaitMinimum");
    private static final VariableKey RANDOM_RANGE = VariableKey.of("OCPPCommCtrlr", "RetryBackOffRandomRange");
    private static final VariableKey REPEAT_TIMES = VariableKey.of("OCPPCommCtrlr", "RetryBackOffRepeatTimes");

    private RuntimeVariables() {}

    static List<VariableDefinition> of(String stationId, StationModel model, ProductFacts product) {
        return VariableDefinitions.read(RuntimeVariables.class, "variables.json", model).stream()
                .map(shipped(stationId, model, product))
                .toList();
    }

    private static UnaryOperator<VariableDefinition> shipped(
            String stationId, StationModel model, ProductFacts product) {
        List<String> transfers = transfers(product);
        return definition -> {
            VariableKey key = definition.key();
            if (key.equals(IDENTITY)) {
                return definition.withValue(stationId);
            } else if (key.equals(ORGANIZATION)) {
                return definition.withValue(model.vendor());
            } else if (key.equals(PING_INTERVAL)) {
                VariableDefinition ping =
                        definition.withValue(product.setting("ORS-16").orElse(definition.value()));
                return product.setting("ORS-14")
                        .map(least -> with(ping, new BigDecimal(least), ping.maxLimit(), ping.valuesList()))
                        .orElse(ping);
            } else if (key.equals(CERTIFICATE_ENTRIES)) {
                return product.setting("ORS-17")
                        .map(most ->
                                with(definition, definition.minLimit(), new BigDecimal(most), definition.valuesList()))
                        .orElse(definition);
            } else if (key.equals(PRIORITY)) {
                List<String> slots = SLOTS.stream().map(String::valueOf).toList();
                return with(definition, definition.minLimit(), definition.maxLimit(), slots);
            } else if (key.equals(TRANSFERS) && !transfers.isEmpty()) {
                return with(
                        definition.withValue(String.join(",", transfers)),
                        definition.minLimit(),
                        definition.maxLimit(),
                        transfers);
            }
            return definition;
        };
    }

    private static List<String> transfers(ProductFacts product) {
        JsonNode supported = product.at("/settings/ORS-24/value");
        List<String> protocols = new ArrayList<>();
        supported.forEach(protocol -> protocols.add(protocol.asText()));
        return protocols;
    }

    private static VariableDefinition with(
            VariableDefinition definition,
            @Nullable BigDecimal minLimit,
            @Nullable BigDecimal maxLimit,
            List<String> valuesList) {
        return new VariableDefinition(
                definition.key(),
                definition.dataType(),
                definition.mutability(),
                definition.value(),
                definition.unit(),
                minLimit,
                maxLimit,
                valuesList,
                definition.persistent(),
                definition.constant(),
                definition.rebootRequired());
    }

    /** The variables that steer the connection, read at each use. */
    static ConnectionSettings settings(DeviceModel model) {
        return new ConnectionSettings() {
            @Override
            public Duration messageTimeout() {
                return seconds(MESSAGE_TIMEOUT, 30);
            }

            @Override
            public Duration pingInterval() {
                return seconds(PING_INTERVAL, 0);
            }

            @Override
            public Duration retryBackOffWaitMinimum() {
                return seconds(WAIT_MINIMUM, 10);
            }

            @Override
            public Duration retryBackOffRandomRange() {
                return seconds(RANDOM_RANGE, 10);
            }

            @Override
            public int retryBackOffRepeatTimes() {
                return model.integer(REPEAT_TIMES, 5);
            }

            private Duration seconds(VariableKey key, int fallback) {
                return Duration.ofSeconds(model.integer(key, fallback));
            }
        };
    }
}
