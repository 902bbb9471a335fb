package io.karge.simulator;

import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** What the shell prints: a row per EVSE; of tables a part, and the rest below. */
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
        List<SimulatorRow> rows = stations.flatMap(SimulatorRow::of).toList();
        if (json) {
            Rows.print(out, SimulatorRow.class, rows, "", true);
            return;
        }
        Rows.print(
                out,
                AtEvse.class,
                rows.stream().map(AtEvse::of).toList(),
                "No simulator: add etc/io.karge.simulator-<name>.cfg with name, model and port",
                false);
        rows.stream().map(SimulatorRow::cabinet).distinct().forEach(line -> Lines.print(out, line));
    }

    /** What the EVSEs of a cabinet have in common. */
    private String cabinet() {
        return name + " is a " + model + ", firmware " + firmware + ", link " + link + ", boot counter " + bootCounter;
    }

    /** What fits a table. */
    private record AtEvse(
            String name,
            int evse,
            String type,
            String cable,
            String vehicle,
            String contactors,
            String operative,
            int powerW,
            long meterWh,
            int soc,
            List<String> faults) {
        static AtEvse of(SimulatorRow row) {
            return new AtEvse(
                    row.name(),
                    row.evseId(),
                    row.connectorType(),
                    row.cable(),
                    row.vehicle(),
                    row.contactors(),
                    row.operative() ? "yes" : "no",
                    row.powerW(),
                    row.meterWh(),
                    row.soc(),
                    row.faults());
        }
    }
}
