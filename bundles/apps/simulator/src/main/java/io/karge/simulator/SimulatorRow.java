package io.karge.simulator;

import io.karge.shell.table.Rows;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** What the shell prints: a row per EVSE. */
record SimulatorRow(
        String name,
        String model,
        String firmware,
        String link,
        long bootCounter,
        int evseId,
        String connectorType,
        String cable,
        String vehicle,
        String contactors,
        boolean operative,
        int powerW,
        long meterWh,
        int soc,
        List<String> faults) {

    static Stream<SimulatorRow> of(StationView station) {
        return station.evses().stream()
                .map(evse -> new SimulatorRow(
                        station.name(),
                        station.model(),
                        station.firmware(),
                        station.link(),
                        station.bootCounter(),
                        evse.evseId(),
                        evse.connectorType(),
                        evse.cable(),
                        evse.vehicle(),
                        evse.contactors(),
                        evse.operative(),
                        evse.powerW(),
                        evse.meterWh(),
                        evse.soc(),
                        evse.faults()));
    }

    static void print(PrintStream out, Stream<StationView> stations, boolean json) {
        Rows.print(
                out,
                SimulatorRow.class,
                stations.flatMap(SimulatorRow::of).toList(),
                "No simulator: add etc/io.karge.simulator-<name>.cfg with name, model and port",
                json);
    }
}
