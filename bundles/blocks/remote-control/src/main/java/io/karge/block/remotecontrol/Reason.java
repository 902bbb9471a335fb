package io.karge.block.remotecontrol;

import io.karge.ocpp.types.StatusInfoType;

/** Why a request is rejected: a code of the appendix Reason Codes, and a text for people. */
final class Reason {
    private static final int LONGEST = 512;

    private Reason() {}

    static StatusInfoType of(String code, String text) {
        return StatusInfoType.of(code).withAdditionalInfo(text.substring(0, Math.min(text.length(), LONGEST)));
    }
}
