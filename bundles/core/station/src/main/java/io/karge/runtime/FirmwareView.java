package io.karge.runtime;

import io.karge.station.FirmwareUpdates;
import org.jspecify.annotations.Nullable;

/**
 * The firmware of a station.
 *
 * @param version the one that the hardware runs; null while that is not known
 * @param available whether the station can be updated: the block firmware is installed
 * @param update the latest update that the CSMS has asked for, which may be over; null when there was none
 */
public record FirmwareView(
        @Nullable String version, boolean available, FirmwareUpdates.@Nullable FirmwareUpdate update) {}
