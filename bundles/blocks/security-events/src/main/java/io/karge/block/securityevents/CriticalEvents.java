package io.karge.block.securityevents;

import java.util.Set;

/** The security events that the CSMS is told of (Part 2, appendix 1: Security Events, column Critical). */
final class CriticalEvents {
    private static final Set<String> NAMES = Set.of(
            "FirmwareUpdated",
            "SettingSystemTime",
            "StartupOfTheDevice",
            "ResetOrReboot",
            "SecurityLogWasCleared",
            "MemoryExhaustion",
            "TamperDetectionActivated",
            "InvalidFirmwareSignature",
            "InvalidFirmwareSigningCertificate",
            "InvalidCsmsCertificate",
            "InvalidChargingStationCertificate",
            "InvalidTLSVersion",
            "InvalidTLSCipherSuite",
            "MaintenanceLoginAccepted",
            "MaintenanceLoginFailed",
            "DiscardedRenewedClientCertificate"); // not in the appendix: A02.FR.29, A03.FR.25

    private CriticalEvents() {}

    static boolean contains(String type) {
        return NAMES.contains(type);
    }
}
