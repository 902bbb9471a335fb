package io.karge.runtime.internal;

import io.karge.station.BlockState;
import io.karge.station.SecurityEvents;
import io.karge.transport.WebSocketFailure;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Raises the security events of attempts to connect that ended because one side did not accept the other: each once for a
 * series of them, which a connection ends (A00.FR.310, A00.FR.316 and its note, A00.FR.323). On the loop only, in steps.
 */
final class ConnectionIncidents {
    private static final String RAISED = "connection-incidents";
    private static final int UNAUTHORIZED = 401;

    /** What was raised since the last connection. */
    record Raised(Set<String> types) {
        Raised {
            types = Set.copyOf(types);
        }
    }

    private final BlockState state;
    private final Ports ports;

    ConnectionIncidents(BlockState state, Ports ports) {
        this.state = state;
        this.ports = ports;
    }

    /** An attempt has failed. */
    void failed(WebSocketFailure failure) {
        type(failure).ifPresent(type -> {
            Set<String> raised = new TreeSet<>(
                    state.get(RAISED, Raised.class).map(Raised::types).orElse(Set.of()));
            Optional<SecurityEvents> events = ports.find(SecurityEvents.class);
            if (events.isPresent() && raised.add(type)) {
                state.put(RAISED, new Raised(raised));
                events.get().raise(type, failure.text());
            }
        });
    }

    /** The station is connected: what fails from now on is another series. */
    void connected() {
        if (state.get(RAISED, Raised.class).isPresent()) {
            state.remove(RAISED);
        }
    }

    private static Optional<String> type(WebSocketFailure failure) {
        return switch (failure.kind()) {
            case CERTIFICATE -> Optional.of("InvalidCsmsCertificate");
            case TLS_VERSION -> Optional.of("InvalidTLSVersion");
            case CIPHER_SUITE -> Optional.of("InvalidTLSCipherSuite");
            case STATION_CERTIFICATE -> Optional.of("FailedToAuthenticateAtCsms");
            case REFUSED ->
                failure.httpStatus() == UNAUTHORIZED ? Optional.of("FailedToAuthenticateAtCsms") : Optional.empty();
            case NOT_ATTEMPTED, UNRESOLVED, UNREACHABLE, TIMEOUT, WRONG_SUBPROTOCOL, BROKEN_OFF, TLS ->
                Optional.empty();
        };
    }
}
