package io.karge.driver;

/**
 * The cabinet around the EVSEs.
 *
 * @param bootCounter changes each time the cabinet restarts
 * @param bootReason why it restarted last
 */
public record CabinetState(String serialNumber, String firmwareVersion, long bootCounter, BootReason bootReason) {}
