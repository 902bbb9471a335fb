package io.karge.driver;

/** How far the cabinet is with a firmware image. */
public enum FirmwareState {
    IDLE,
    RECEIVING,
    VERIFIED,
    INSTALLING,
    INSTALLED,
    FAILED
}
