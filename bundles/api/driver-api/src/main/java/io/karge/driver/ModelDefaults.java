package io.karge.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a model.json means that does not mention a capability: what a Hypercharger does. */
final class ModelDefaults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ModelDefaults() {}

    /** The model with a value for each capability. */
    static ObjectNode fill(ObjectNode model) {
        ObjectNode defaults = JSON.objectNode()
                .put("stopButton", true)
                .put("bootCounter", true)
                .put("operative", true)
                .put("contactor", "measured");
        defaults.set("reader", reader(model.path("reader")));
        defaults.putArray("faults");
        StationModel.FaultModel.USUAL.forEach(
                fault -> defaults.withArray("faults").addObject().put("code", fault.code()));
        defaults.putArray("sensors");
        defaults.put("maxPowerW", maxPowerW(model.path("evses")));
        ObjectNode filled = DriverData.merge(defaults, model);
        filled.path("sensors").forEach(sensor -> under(sensor, JSON.objectNode().put("evseId", 0)));
        filled.path("faults").forEach(fault -> under(fault, JSON.objectNode().put("vendorCode", "")));
        filled.path("evses").forEach(ModelDefaults::evse);
        return filled;
    }

    private static long maxPowerW(JsonNode evses) {
        long sum = 0;
        for (JsonNode evse : evses) {
            sum += evse.path("maxPowerW").asLong();
        }
        return sum;
    }

    private static ObjectNode reader(JsonNode reader) {
        boolean none = reader.path("kind").asText().equalsIgnoreCase("none");
        ObjectNode defaults = JSON.objectNode().put("kind", "reports").put("shared", !none);
        if (none) {
            defaults.putArray("types");
        }
        return defaults;
    }

    private static void evse(JsonNode evse) {
        under(evse, JSON.objectNode().set("limit", JSON.objectNode()));
        evse.path("connectors")
                .forEach(connector -> under(connector, JSON.objectNode().put("lock", false)));
        under(
                evse.path("limit"),
                JSON.objectNode()
                        .put("unit", "W")
                        .put("stepMa", 1_000)
                        .put("leastMa", 6_000)
                        .put("phases", phases(evse))
                        .put("phaseVoltageV", 230));
        under(
                evse.path("meter"),
                JSON.objectNode()
                        .put("frequency", false)
                        .put("exportEnergy", false)
                        .put("perPhase", false)
                        .put("register", "cumulative")
                        .put("wrapsAtWh", 0)
                        .put("signed", false)
                        .put("serialNumber", false)
                        .put("sampleIntervalS", 1));
    }

    /** As many as its connectors have; of a limit in watts nobody asks. */
    private static int phases(JsonNode evse) {
        int most = 0;
        for (JsonNode connector : evse.path("connectors")) {
            most = Math.max(most, connector.path("phases").asInt());
        }
        return most == 0 ? 3 : most;
    }

    /** Adds the members that the object does not have. */
    private static void under(JsonNode object, ObjectNode defaults) {
        if (object instanceof ObjectNode own) {
            defaults.properties().forEach(member -> {
                if (!own.has(member.getKey())) {
                    own.set(member.getKey(), member.getValue());
                }
            });
        }
    }
}
