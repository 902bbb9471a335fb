package io.karge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON bodies of the control API. Unknown fields are refused: a typing error must not pass for a default. */
final class Bodies {
    static final ObjectMapper JSON = new ObjectMapper();

    record PlugIn(@Nullable VehicleSpec vehicle) {
        Vehicle toVehicle() {
            return vehicle == null ? Vehicle.DEFAULT : vehicle.toVehicle();
        }
    }

    record VehicleSpec(
            @Nullable BigDecimal batteryKwh,
            @Nullable BigDecimal soc,
            @Nullable BigDecimal maxKw,
            @Nullable String evccId) {
        Vehicle toVehicle() {
            return new Vehicle(
                    batteryKwh == null ? Vehicle.DEFAULT.batteryWh() : thousandfold(batteryKwh),
                    soc == null ? Vehicle.DEFAULT.socPercent() : soc.doubleValue(),
                    maxKw == null ? Vehicle.DEFAULT.maxPowerW() : thousandfold(maxKw),
                    evccId == null
                            ? Vehicle.DEFAULT.evccId()
                            : evccId.replaceAll("[:-]", "").toUpperCase(Locale.ROOT));
        }

        /** Of kilo units; what no integer holds is out of every range anyway. */
        private static int thousandfold(BigDecimal kilo) {
            return kilo.movePointRight(3)
                    .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                    .max(BigDecimal.valueOf(-1))
                    .intValue();
        }
    }

    record VehicleState(@Nullable String state) {}

    record Token(
            @Nullable String idToken,
            @Nullable String type,
            @Nullable Integer evseId) {}

    record Fault(@Nullable String code) {}

    record PowerCycle(@Nullable BigDecimal seconds) {}

    record Link(@Nullable String mode) {}

    record Firmware(@Nullable String failAt, @Nullable String version) {}

    record TrapSwitch(@Nullable String trap, @Nullable Boolean on) {}

    private Bodies() {}

    /**
     * Reads a body; an empty one is an empty object.
     *
     * @throws IllegalArgumentException when it is not what the type says; the message names the field
     */
    static <T> T read(String body, Class<T> type) {
        try {
            T value = JSON.readValue(body.isBlank() ? "{}" : body, type);
            if (value == null) {
                throw new IllegalArgumentException("body: a JSON object is needed");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
