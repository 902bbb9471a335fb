package io.karge.runtime.internal;

import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.runtime.StationConfig;
import java.time.Duration;
import java.util.Objects;

/**
 * A network connection profile as it is stored (Part 2: NetworkConnectionProfileType, as far as the gateway can do what it
 * says).
 *
 * @param messageTimeout in seconds, how long a CALL waits for its answer
 * @param ocppInterface the CSMS's name for the way out; the gateway has one, whatever it is called
 */
record NetworkProfile(
        String csmsUrl, int securityProfile, Integer messageTimeout, OCPPInterfaceEnumType ocppInterface) {
    /** Of the profile that a cfg seeds; the standard's advice. */
    private static final int DEFAULT_MESSAGE_TIMEOUT = 30;

    /** However patient a CSMS wants the station to be with its answers: another attempt is soon worth more. */
    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(60);

    /** What was stored when only URL and security profile were is completed: the others are null then, which an int is not. */
    NetworkProfile {
        messageTimeout = Objects.requireNonNullElse(messageTimeout, DEFAULT_MESSAGE_TIMEOUT);
        ocppInterface = Objects.requireNonNullElse(ocppInterface, OCPPInterfaceEnumType.Wired0);
    }

    static NetworkProfile seededBy(StationConfig config) {
        return new NetworkProfile(
                config.csmsUrl().toString(),
                config.securityProfile(),
                DEFAULT_MESSAGE_TIMEOUT,
                OCPPInterfaceEnumType.Wired0);
    }

    static NetworkProfile of(NetworkConnectionProfileType profile) {
        return new NetworkProfile(
                profile.ocppCsmsUrl(), profile.securityProfile(), profile.messageTimeout(), profile.ocppInterface());
    }

    NetworkConnectionProfileType toOcpp() {
        return NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20,
                OCPPTransportEnumType.JSON,
                csmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface);
    }

    /** How long connecting may take altogether. */
    Duration handshakeTimeout() {
        Duration timeout = Duration.ofSeconds(messageTimeout);
        return timeout.compareTo(LONGEST_HANDSHAKE) > 0 ? LONGEST_HANDSHAKE : timeout;
    }

    /**
     * A profile with the number of its slot: what the station connects through.
     *
     * @param slot where it was set; another profile may be there now
     */
    record InSlot(int slot, NetworkProfile profile) {}
}
