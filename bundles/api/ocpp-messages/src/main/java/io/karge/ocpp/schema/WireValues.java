package io.karge.ocpp.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The constants of the enumerations by their wire values, made once for each. */
final class WireValues extends ClassValue<Map<String, WireEnum>> {

    private static final WireValues INSTANCE = new WireValues();

    private WireValues() {}

    static Map<String, WireEnum> of(Class<?> type) {
        return INSTANCE.get(type);
    }

    @Override
    protected Map<String, WireEnum> computeValue(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(WireEnum.class::cast)
                .collect(Collectors.toUnmodifiableMap(WireEnum::wire, constant -> constant));
    }
}
