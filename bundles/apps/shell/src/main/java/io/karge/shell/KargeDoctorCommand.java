package io.karge.shell;

import io.karge.failure.FailureWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Printed;
import io.karge.shell.table.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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
        List<HealthCheck> sorted =
                checks.stream().sorted(Comparator.comparing(HealthCheck::name)).toList();
        sorted.forEach(check -> findings.addAll(look(check)));
        if (json) {
            Rows.print(System.out, Finding.class, findings, "", true);
        } else {
            print(sorted, findings);
        }
        if (!findings.isEmpty()) {
            String why = findings.size() == 1 ? "1 thing is wrong" : findings.size() + " things are wrong";
            throw json ? Printed.refusal(why) : new IllegalStateException(why);
        }
    }

    /** One that fails keeps the others from nothing. */
    private static List<Finding> look(HealthCheck check) {
        try {
            return check.check().stream()
                    .map(problem -> Finding.of(check.name(), problem))
                    .toList();
        } catch (RuntimeException e) {
            return List.of(new Finding(
                    check.name(),
                    "it cannot be looked at",
                    FailureWords.of(e),
                    "Look into the log; if it says nothing, report it"));
        }
    }

    private static void print(List<HealthCheck> checks, List<Finding> findings) {
        Lines.print(
                System.out,
                "Looked at: gateway, stations' problems, "
                        + checks.stream().map(HealthCheck::name).collect(Collectors.joining(", ")));
        findings.forEach(finding -> Lines.print(
                System.out,
                "! " + finding.check() + ": " + finding.what() + ": " + finding.why() + ". " + finding.remedy()));
        if (findings.isEmpty()) {
            Lines.print(System.out, "All is well");
        }
    }
}
