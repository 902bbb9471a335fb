package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "karge",
        name = "doctor",
        description = "Looks after the gateway: what is wrong, and what to do; fails when something is")
public final class KargeDoctorCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Reference
    List<HealthCheck> checks;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    /** What was found, each with what was looked after. */
    record Finding(String check, String what, String why, String remedy) {
        static Finding of(String check, Problem problem) {
            return new Finding(check, problem.what(), problem.why(), problem.remedy());
        }
    }

    @Override
    protected void run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        gateway.problems().forEach(problem -> findings.add(Finding.of("gateway", problem)));
        for (StationView station : Answers.of(gateway.stations())) {
            station.problems().forEach(problem -> findings.add(Finding.of("station " + station.stationId(), problem)));
        }
        checks.stream().sorted(Comparator.comparing(HealthCheck::name)).forEach(check -> check.check()
                .forEach(problem -> findings.add(Finding.of(check.name(), problem))));
        Rows.print(System.out, Finding.class, findings, "All is well", json);
        if (!findings.isEmpty()) {
            throw new IllegalStateException(
                    findings.size() == 1 ? "1 thing is wrong" : findings.size() + " things are wrong");
        }
    }
}
