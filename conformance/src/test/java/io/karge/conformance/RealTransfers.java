package io.karge.conformance;

import io.karge.routes.EmbeddedRoutes;
import io.karge.runtime.Machine;
import io.karge.station.FileTransfers;

/** The gateway's own file transfers, on threads and time of the machine, to servers of this machine too. One for all. */
final class RealTransfers {
    private static final FileTransfers SHARED = begun();

    private RealTransfers() {}

    static FileTransfers shared() {
        return SHARED;
    }

    private static FileTransfers begun() {
        Machine machine = new Machine();
        try {
            return new EmbeddedRoutes()
                    .transfers(
                            machine.time(),
                            machine.workers(),
                            LeftBehind.folder("transfers").resolve("known_hosts"),
                            true);
        } catch (Exception e) {
            throw new IllegalStateException("file transfers cannot be started", e);
        }
    }
}
