package io.karge.runtime.internal;

import io.karge.security.CommonNames;
import io.karge.station.DeviceModel;
import io.karge.station.SerialNumber;
import io.karge.station.StationCertificates.Credentials;
import java.util.List;
import java.util.Optional;

/**
 * Whether the station's certificate names the station: its common name is the serialNumber of BootNotification (A00.FR.511,
 * B01.FR.11). One that does not is shown all the same, since the decision is the CSMS's, and people are told.
 */
final class StationIdentity {
    private static final String PROBLEM = "certificate-name";

    private final DeviceModel deviceModel;
    private final ProblemList problems;

    StationIdentity(DeviceModel deviceModel, ProblemList problems) {
        this.deviceModel = deviceModel;
        this.problems = problems;
    }

    /** The certificate is about to be shown. */
    void shown(Credentials credentials) {
        List<String> names = CommonNames.of(credentials.chain().get(0));
        Optional<String> serialNumber = SerialNumber.of(deviceModel);
        if (serialNumber.isEmpty() || names.contains(serialNumber.get())) {
            problems.clear(PROBLEM);
            return;
        }
        problems.raise(
                PROBLEM,
                "A CSMS may refuse the station's certificate, or a BootNotification over it",
                "the certificate has the common name '" + String.join("', '", names)
                        + "', and the serial number of the station is '" + serialNumber.get() + "'",
                "Have a new certificate signed: have the CSMS trigger SignChargingStationCertificate");
    }
}
