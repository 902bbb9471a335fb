package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The messages that can be asked for. */
public enum MessageTriggerEnumType implements WireEnum {
    BootNotification,
    LogStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    SignChargingStationCertificate,
    SignV2GCertificate,
    StatusNotification,
    TransactionEvent,
    SignCombinedCertificate,
    PublishFirmwareStatusNotification;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MessageTriggerEnumType> of(String wire) {
        return WireEnum.of(MessageTriggerEnumType.class, wire);
    }
}
