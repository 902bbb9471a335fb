package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** How to reach a CSMS (B09). */
public record NetworkConnectionProfileType(
        OCPPVersionEnumType ocppVersion,
        OCPPTransportEnumType ocppTransport,
        @Length(512) String ocppCsmsUrl,
        int messageTimeout,
        int securityProfile,
        OCPPInterfaceEnumType ocppInterface,
        @Nullable APNType apn,
        @Nullable VPNType vpn,
        @Nullable CustomDataType customData) {
    public NetworkConnectionProfileType {
        RecordSchema.check(
                NetworkConnectionProfileType.class,
                ocppVersion,
                ocppTransport,
                ocppCsmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface,
                apn,
                vpn,
                customData);
    }

    public static NetworkConnectionProfileType of(
            OCPPVersionEnumType ocppVersion,
            OCPPTransportEnumType ocppTransport,
            String ocppCsmsUrl,
            int messageTimeout,
            int securityProfile,
            OCPPInterfaceEnumType ocppInterface) {
        return new NetworkConnectionProfileType(
                ocppVersion,
                ocppTransport,
                ocppCsmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface,
                null,
                null,
                null);
    }

    public NetworkConnectionProfileType withApn(@Nullable APNType apn) {
        return new NetworkConnectionProfileType(
                ocppVersion,
                ocppTransport,
                ocppCsmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface,
                apn,
                vpn,
                customData);
    }

    public NetworkConnectionProfileType withVpn(@Nullable VPNType vpn) {
        return new NetworkConnectionProfileType(
                ocppVersion,
                ocppTransport,
                ocppCsmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface,
                apn,
                vpn,
                customData);
    }

    public NetworkConnectionProfileType withCustomData(@Nullable CustomDataType customData) {
        return new NetworkConnectionProfileType(
                ocppVersion,
                ocppTransport,
                ocppCsmsUrl,
                messageTimeout,
                securityProfile,
                ocppInterface,
                apn,
                vpn,
                customData);
    }
}
