package io.karge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON bodies of the control API. Unknown fields are refused: a typing error must not pass for a default. */
final class Bodies {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Of a call with nothing further to say. */
    record Nothing() {}

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
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    path(e) + " is unknown: "
                            + (type == Nothing.class
                                    ? "the body of this call has no members"
                                    : "use one of " + new TreeSet<>(e.getKnownPropertyIds())),
                    e);
        } catch (MismatchedInputException e) {
            throw new IllegalArgumentException(path(e) + ": " + kind(e.getTargetType()) + " is needed", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: this is no JSON", e);
        }
    }

    private static String path(MismatchedInputException e) {
        String path = e.getPath().stream().map(Reference::getFieldName).collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static String kind(Class<?> type) {
        if (type == BigDecimal.class) {
            return "a number";
        } else if (type == Integer.class) {
            return "a whole number";
        } else if (type == Boolean.class) {
            return "true or false";
        }
        return type == String.class ? "a text" : "a JSON object";
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
