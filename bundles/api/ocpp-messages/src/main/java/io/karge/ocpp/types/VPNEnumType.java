package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of virtual private networks. */
public enum VPNEnumType implements WireEnum {
    IKEv2,
    IPSec,
    L2TP,
    PPTP;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<VPNEnumType> of(String wire) {
        return WireEnum.of(VPNEnumType.class, wire);
    }
}
