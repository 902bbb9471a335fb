package io.karge.routes.internal.transfer;

import io.karge.station.TransferOrder;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** A transfer that runs, as a mover sees it. */
record Transfer(
        TransferOrder order,
        Location location,
        TransferSettings settings,
        Connections connections,
        Meter meter,
        ToLongFunction<Path> freeDisk) {

    /** The file that a download fills. */
    DownloadFile download() throws TransferFailure {
        return new DownloadFile(order.file(), order.maxOctets(), settings.keepFree(), freeDisk, meter);
    }

    /** The file that an upload sends. */
    UploadStream upload() throws TransferFailure {
        return new UploadStream(order.file(), meter);
    }

    /** The location and nothing of its credentials. */
    @Override
    public String toString() {
        return order.toString();
    }
}
