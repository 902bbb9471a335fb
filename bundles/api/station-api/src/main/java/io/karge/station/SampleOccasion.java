package io.karge.station;

/** The occasions on which meter values are taken; each has measurands and an interval of its own (J01, J02). */
public enum SampleOccasion {
    TX_STARTED,
    TX_UPDATED,
    TX_ENDED,
    ALIGNED,
    ALIGNED_TX_ENDED
}
