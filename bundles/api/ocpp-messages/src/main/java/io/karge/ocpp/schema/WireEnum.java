package io.karge.ocpp.schema;

import java.util.Optional;

/** An enumeration of OCPP. Constants are named as on the wire wherever that is a Java identifier. */
public interface WireEnum {

    /** The name of the constant; every enum has it. */
    String name();

    /** The value on the wire. */
    default String wire() {
        return name();
    }

    /** The constant of an enumeration that is written so on the wire, if there is one; case matters. */
    static <E extends Enum<E> & WireEnum> Optional<E> of(Class<E> type, String wire) {
        return Optional.ofNullable(WireValues.of(type).get(wire)).map(type::cast);
    }
}
