package io.karge.driver;

/** How far the cabinet is with a firmware image. */
public enum FirmwareState {
    IDLE,
    RECEIVING,
    VERIFIED,
    INSTALLING,
    INSTALLED,
    /** The image is not what it should be; nothing was installed. */
    VERIFICATION_FAILED,
    /** It was not installed, for another reason. */
    FAILED
}
