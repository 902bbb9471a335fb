package io.karge.station;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port of the firmware block: how far firmware updates are (L01), for people. On the loop. */
public interface FirmwareUpdates {

    /** The latest that the CSMS has asked for, which may be over; empty when there was none. */
    Optional<FirmwareUpdate> latest();

    /**
     * An update.
     *
     * @param location without user, password and query
     * @param status what the CSMS was told last, a FirmwareStatus; {@code Idle} before that
     * @param since when it got there
     * @param running whether anything more happens with it
     * @param retrieveAt when it is to be downloaded
     * @param installAt when it is to be installed; null for as soon as possible
     * @param failedDownloads how many attempts to download have come to nothing
     * @param next when something is due next; null when only what happens, such as the end of a transaction, has it go on
     * @param download how far the download is; null while none moves
     * @param installPercent how far the hardware says the installation is; null while it does not install
     * @param why why it is as it is; empty when there is nothing to say
     */
    record FirmwareUpdate(
            int requestId,
            String location,
            String status,
            Instant since,
            boolean running,
            Instant retrieveAt,
            @Nullable Instant installAt,
            int failedDownloads,
            @Nullable Instant next,
            @Nullable TransferProgress download,
            @Nullable Integer installPercent,
            String why) {}
}
