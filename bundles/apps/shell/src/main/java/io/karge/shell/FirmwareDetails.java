package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.FirmwareView;
import io.karge.station.FirmwareUpdates.FirmwareUpdate;
import io.karge.station.TransferProgress;
import org.jspecify.annotations.Nullable;

/** The firmware of a station as a table shows it. */
record FirmwareDetails(
        String version,
        String update,
        String status,
        String progress,
        String retrieve,
        String install,
        String failedDownloads,
        String next,
        String why) {

    static FirmwareDetails of(FirmwareView firmware) {
        String version =
                firmware.version() == null ? "not known: the hardware was not reached yet" : firmware.version();
        FirmwareUpdate update = firmware.update();
        if (update == null) {
            String none = firmware.available()
                    ? "none was asked for"
                    : "not possible: karge-firmware is not installed, or the station does not run";
            return new FirmwareDetails(version, none, "", "", "", "", "", "", "");
        }
        return new FirmwareDetails(
                version,
                "request " + update.requestId() + " from " + update.location(),
                update.status() + " since " + TimeWords.of(update.since()) + (update.running() ? "" : ", over"),
                progress(update.download(), update.installPercent()),
                "at " + TimeWords.of(update.retrieveAt()),
                update.installAt() == null ? "as soon as possible" : "at " + TimeWords.of(update.installAt()),
                Integer.toString(update.failedDownloads()),
                next(update),
                update.why());
    }

    private static String progress(@Nullable TransferProgress download, @Nullable Integer installPercent) {
        if (download != null) {
            return download.total() <= 0
                    ? download.moved() + " bytes"
                    : download.moved() + " of " + download.total() + " bytes, "
                            + download.moved() * 100 / download.total() + " %";
        }
        return installPercent == null ? "" : "installed by " + installPercent + " %";
    }

    private static String next(FirmwareUpdate update) {
        if (!update.running()) {
            return "nothing";
        }
        return update.next() == null ? "when something happens" : "at " + update.next();
    }
}
