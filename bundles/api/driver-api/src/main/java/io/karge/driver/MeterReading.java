package io.karge.driver;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of an EVSE's meter, all values taken together. Made from the totals, or from {@link #at} with the withers for
 * what the meter has; what it has not stays zero, empty or null.
 *
 * @param at wall clock of the reading
 * @param energyWh the register of imported energy, as the model's meter says: never falling, or of the session
 * @param powerW power drawn by the vehicle, of all phases together
 * @param voltageMv voltage at the connector
 * @param currentMa current drawn by the vehicle; of AC the highest of a phase
 * @param offeredPowerW what the EVSE offers at most
 * @param offeredCurrentMa what the EVSE offers at most, of AC per phase
 * @param socPercent the vehicle's state of charge, null when it is not known
 * @param phases L1, L2 and L3, as many as there are; empty for DC and where the meter has totals only
 * @param frequencyMhz the grid's frequency in thousandths of a hertz, null when it is not measured
 * @param exportEnergyWh the register of exported energy, null when there is none
 * @param signed the reading as the meter has signed it, null when it has not
 * @param serialNumber the meter's, empty when it is not known
 */
public record MeterReading(
        Instant at,
        long energyWh,
        int powerW,
        int voltageMv,
        int currentMa,
        int offeredPowerW,
        int offeredCurrentMa,
        @Nullable Integer socPercent,
        List<Phase> phases,
        @Nullable Integer frequencyMhz,
        @Nullable Long exportEnergyWh,
        @Nullable Signed signed,
        String serialNumber) {

    public MeterReading {
        phases = List.copyOf(phases);
        if (phases.size() > 3) {
            throw new IllegalArgumentException(phases.size() + " phases: 3 are possible");
        }
    }

    /** A reading of totals. */
    public MeterReading(
            Instant at,
            long energyWh,
            int powerW,
            int voltageMv,
            int currentMa,
            int offeredPowerW,
            int offeredCurrentMa,
            @Nullable Integer socPercent) {
        this(
                at,
                energyWh,
                powerW,
                voltageMv,
                currentMa,
                offeredPowerW,
                offeredCurrentMa,
                socPercent,
                List.of(),
                null,
                null,
                null,
                "");
    }

    /** One phase, voltage and power against the neutral conductor. */
    public record Phase(int voltageMv, int currentMa, int powerW) {}

    /**
     * A reading as its meter has signed it.
     *
     * @param data the signed data, in the encoding that follows
     * @param method the signature's method, for example {@code ECDSA-secp256r1-SHA256}
     * @param encoding how the data is written, for example {@code OCMF}
     * @param publicKey by which it is verified, base 64; empty when it is known otherwise
     */
    public record Signed(String data, String method, String encoding, String publicKey) {}

    /** A reading at which nothing was measured yet. */
    public static MeterReading at(Instant at) {
        return new MeterReading(at, 0, 0, 0, 0, 0, 0, null);
    }

    /** As read at another time. */
    public MeterReading withAt(Instant value) {
        return new MeterReading(
                value,
                energyWh,
                powerW,
                voltageMv,
                currentMa,
                offeredPowerW,
                offeredCurrentMa,
                socPercent,
                phases,
                frequencyMhz,
                exportEnergyWh,
                signed,
                serialNumber);
    }

    public MeterReading withEnergyWh(long value) {
        return copy(value, powerW, voltageMv, currentMa, socPercent);
    }

    public MeterReading withPowerW(int value) {
        return copy(energyWh, value, voltageMv, currentMa, socPercent);
    }

    public MeterReading withVoltageMv(int value) {
        return copy(energyWh, powerW, value, currentMa, socPercent);
    }

    public MeterReading withCurrentMa(int value) {
        return copy(energyWh, powerW, voltageMv, value, socPercent);
    }

    public MeterReading withSocPercent(@Nullable Integer value) {
        return copy(energyWh, powerW, voltageMv, currentMa, value);
    }

    public MeterReading withOffered(int offerW, int offerMa) {
        return new MeterReading(
                at,
                energyWh,
                powerW,
                voltageMv,
                currentMa,
                offerW,
                offerMa,
                socPercent,
                phases,
                frequencyMhz,
                exportEnergyWh,
                signed,
                serialNumber);
    }

    /** With the phases L1, L2, L3; the totals stay as they are. */
    public MeterReading withPhases(List<Phase> value) {
        return copy(value, frequencyMhz, exportEnergyWh, signed, serialNumber);
    }

    public MeterReading withFrequencyMhz(@Nullable Integer value) {
        return copy(phases, value, exportEnergyWh, signed, serialNumber);
    }

    public MeterReading withExportEnergyWh(@Nullable Long value) {
        return copy(phases, frequencyMhz, value, signed, serialNumber);
    }

    public MeterReading withSigned(@Nullable Signed value) {
        return copy(phases, frequencyMhz, exportEnergyWh, value, serialNumber);
    }

    public MeterReading withSerialNumber(String value) {
        return copy(phases, frequencyMhz, exportEnergyWh, signed, value);
    }

    private MeterReading copy(long energy, int power, int voltage, int current, @Nullable Integer soc) {
        return new MeterReading(
                at,
                energy,
                power,
                voltage,
                current,
                offeredPowerW,
                offeredCurrentMa,
                soc,
                phases,
                frequencyMhz,
                exportEnergyWh,
                signed,
                serialNumber);
    }

    private MeterReading copy(
            List<Phase> lines,
            @Nullable Integer frequency,
            @Nullable Long export,
            @Nullable Signed signature,
            String serial) {
        return new MeterReading(
                at,
                energyWh,
                powerW,
                voltageMv,
                currentMa,
                offeredPowerW,
                offeredCurrentMa,
                socPercent,
                lines,
                frequency,
                export,
                signature,
                serial);
    }
}
