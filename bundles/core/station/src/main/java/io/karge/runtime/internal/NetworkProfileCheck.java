package io.karge.runtime.internal;

import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.transport.WebSocketEndpoint;
import java.net.URI;
import java.util.Optional;

/** What the gateway cannot connect by, of what SetNetworkProfile may ask for (B09.FR.02, FR.04, FR.05). */
final class NetworkProfileCheck {
    private static final int HIGHEST_SECURITY_PROFILE = 3;

    /** A day: longer than any CALL of use. */
    private static final int LONGEST_MESSAGE_TIMEOUT = 86_400;

    private NetworkProfileCheck() {}

    /**
     * Why a profile is refused, in words for the CSMS.
     *
     * @param reached the security profile of the connection, or of the last one
     */
    static Optional<StatusInfoType> refusal(
            String stationId, int slot, NetworkConnectionProfileType profile, int reached) {
        if (!RuntimeVariables.SLOTS.contains(slot)) {
            return because("InvalidValue", "there is no slot " + slot + ", the slots are " + RuntimeVariables.SLOTS);
        } else if (profile.ocppVersion() != OCPPVersionEnumType.OCPP20) {
            return because("UnsupportedParam", "ocppVersion " + profile.ocppVersion() + ": the station speaks OCPP20");
        } else if (profile.ocppTransport() != OCPPTransportEnumType.JSON) {
            return because(
                    "UnsupportedParam", "ocppTransport " + profile.ocppTransport() + ": OCPP20 is spoken over JSON");
        } else if (profile.apn() != null || profile.vpn() != null) {
            return because(
                    "UnsupportedParam",
                    (profile.apn() != null ? "apn" : "vpn") + ": the station's network is set up at its gateway, which"
                            + " dials into none; leave it out");
        }
        return ofTimeout(profile.messageTimeout())
                .or(() -> ofSecurity(profile.securityProfile(), reached))
                .or(() -> ofUrl(stationId, profile));
    }

    private static Optional<StatusInfoType> ofTimeout(int seconds) {
        if (seconds <= 0) {
            return because("ValuePositiveOnly", "messageTimeout " + seconds + ": it is 1 s at least");
        }
        return seconds > LONGEST_MESSAGE_TIMEOUT
                ? because(
                        "ValueTooHigh",
                        "messageTimeout " + seconds + ": it is " + LONGEST_MESSAGE_TIMEOUT + " s at most")
                : Optional.empty();
    }

    private static Optional<StatusInfoType> ofSecurity(int profile, int reached) {
        if (profile < 1 || profile > HIGHEST_SECURITY_PROFILE) {
            return because("InvalidValue", "securityProfile " + profile + " does not exist; it is 1, 2 or 3");
        }
        return profile < reached
                ? because(
                        "NoSecurityDowngrade",
                        "securityProfile " + profile + ": the station has connected with " + reached
                                + ", and never goes back to a lower one")
                : Optional.empty();
    }

    private static Optional<StatusInfoType> ofUrl(String stationId, NetworkConnectionProfileType profile) {
        URI url;
        try {
            url = WebSocketEndpoint.connectionUrl(profile.ocppCsmsUrl(), stationId);
        } catch (IllegalArgumentException e) {
            return because("InvalidURL", "ocppCsmsUrl: " + e.getMessage());
        }
        boolean unsecured = url.getScheme().equals("ws");
        return unsecured == (profile.securityProfile() == 1)
                ? Optional.empty()
                : because(
                        "InvalidURL",
                        "ocppCsmsUrl begins with " + url.getScheme() + "://, and securityProfile "
                                + profile.securityProfile() + " needs " + (unsecured ? "wss://" : "ws://"));
    }

    private static Optional<StatusInfoType> because(String reasonCode, String why) {
        return Optional.of(StatusInfoType.because(reasonCode, why));
    }
}
