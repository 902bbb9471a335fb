package io.karge.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By which protocol a station fetches its firmware and uploads its logs. */
enum TransferProtocol {
    HTTP,
    HTTPS,
    FTP,
    FTPS,
    SFTP;

    /** As URLs write it, and the options of a run. */
    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this name, in any case. */
    static Optional<TransferProtocol> find(String scheme) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.scheme().equalsIgnoreCase(scheme))
                .findFirst();
    }

    static List<String> schemes() {
        return Arrays.stream(values()).map(TransferProtocol::scheme).toList();
    }
}
