package io.karge.block.firmware;

import io.karge.ocpp.types.FirmwareStatusEnumType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an update is, stored at each change. Its state is the status that the CSMS was told last.
 *
 * @param image the name of its file
 * @param status null while it has begun with nothing
 * @param since when it got there
 * @param failures how many downloads have failed
 * @param retryAt no download begins before, null when none failed
 * @param sha256 of the image that was verified, in hexadecimal
 * @param unplugBy until when the installation waits for cables to be pulled, null while that is no matter
 * @param handover null while the hardware does not have the image
 * @param why why it is as it is, for people; empty when there is nothing to say
 */
record Update(
        Order order,
        String image,
        @Nullable FirmwareStatusEnumType status,
        Instant since,
        int failures,
        @Nullable Instant retryAt,
        @Nullable String sha256,
        @Nullable Instant unplugBy,
        @Nullable Handover handover,
        String why) {
    private static final Set<FirmwareStatusEnumType> FINAL = EnumSet.of(
            FirmwareStatusEnumType.Installed,
            FirmwareStatusEnumType.DownloadFailed,
            FirmwareStatusEnumType.InvalidSignature,
            FirmwareStatusEnumType.InstallationFailed,
            FirmwareStatusEnumType.InstallVerificationFailed);
    private static final Set<FirmwareStatusEnumType> WITH_IMAGE = EnumSet.of(
            FirmwareStatusEnumType.Downloaded,
            FirmwareStatusEnumType.SignatureVerified,
            FirmwareStatusEnumType.InstallScheduled);

    Update {
        Objects.requireNonNull(order, "it has no order");
        Objects.requireNonNull(image, "it has no image");
    }

    static Update of(Order order, String image, Instant now) {
        return new Update(order, image, null, now, 0, null, null, null, null, "");
    }

    /** With its location sealed anew. */
    Update sealedAs(String location) {
        return new Update(order.at(location), image, status, since, failures, retryAt, sha256, unplugBy, handover, why);
    }

    /** Nothing more happens with it. */
    boolean isOver() {
        return FINAL.contains(status);
    }

    boolean hasFailed() {
        return isOver() && status != FirmwareStatusEnumType.Installed;
    }

    /** The hardware is at it: nobody can call it off any more. */
    boolean isInstalling() {
        return status == FirmwareStatusEnumType.Installing || status == FirmwareStatusEnumType.InstallRebooting;
    }

    /** Its image lies here and is still needed. */
    boolean hasImage() {
        return WITH_IMAGE.contains(status);
    }

    Update entering(FirmwareStatusEnumType next, Instant now, String reason) {
        return new Update(order, image, next, now, failures, retryAt, sha256, unplugBy, handover, reason);
    }

    /**
     * A download failed, or what it brought is gone: it is as if none had begun.
     *
     * @param again when the next one begins; null when there is none
     */
    Update failedOnce(@Nullable Instant again) {
        FirmwareStatusEnumType now = hasImage() ? null : status;
        return new Update(order, image, now, since, failures + 1, again, null, null, null, why);
    }

    Update verified(String digest) {
        return new Update(order, image, status, since, failures, retryAt, digest, unplugBy, handover, why);
    }

    Update waitingForCables(@Nullable Instant until) {
        return new Update(order, image, status, since, failures, retryAt, sha256, until, handover, why);
    }

    Update handedOver(Handover given) {
        return new Update(order, image, status, since, failures, retryAt, sha256, unplugBy, given, why);
    }
}
