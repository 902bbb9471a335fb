package io.karge.ocpp.types;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Vendor specific data, which any object may carry (Part 4, chapter 9).
 *
 * @param vendorId whose data these are, as a reversed domain name
 * @param further all other fields, in their order; the nodes are not copied and must not be changed
 */
public record CustomDataType(@Length(255) String vendorId, Map<String, JsonNode> further) {
    public CustomDataType {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
        RecordSchema.check(CustomDataType.class, vendorId, further);
    }

    public static CustomDataType of(String vendorId) {
        return new CustomDataType(vendorId, Map.of());
    }

    public CustomDataType with(String name, JsonNode value) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(further);
        changed.put(name, value);
        return new CustomDataType(vendorId, changed);
    }
}
