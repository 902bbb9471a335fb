package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** A report for programs. */
final class ReportJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReportJson() {}

    static ObjectNode of(Report report) {
        ObjectNode json = JSON.objectNode();
        ObjectNode product = json.putObject("product");
        product.put("designation", report.designation());
        product.put("vendor", report.station().model().vendor());
        product.put("model", report.station().model().model());
        product.put("driver", report.station().driver());
        product.put("firmware", report.product().at("/firmwareVersion").asText());
        product.put("stationId", report.station().stationId());
        json.set("run", run(report));
        Claims claims = report.claims();
        json.set("identity", claims(claims.identity()));
        json.set("connectors", claims(claims.connectors()));
        json.set("hardwareFeatures", claims(claims.of(Features.hardware(report.product()))));
        json.set("optionalFeatures", claims(claims.of(Features.optional(report.product()))));
        json.set("authorizationOptions", claims(claims.of(Features.authorization(report.product()))));
        json.set("measurandsAndCipherSuites", claims(claims.of(Features.measurands(report.product()))));
        json.set("additionalQuestions", claims(claims.of(Features.answers(report.product()))));
        json.set("settings", claims(claims.of(Features.settings(report.product()))));
        ArrayNode cases = json.putArray("cases");
        report.verdicts().forEach(verdict -> cases.add(verdict(verdict)));
        ArrayNode missing = json.putArray("notInTheKit");
        report.missing().forEach(facts -> missing.add(facts.id()));
        json.set("performance", performance(report));
        return json;
    }

    private static ObjectNode run(Report report) {
        ObjectNode run = JSON.objectNode();
        run.put("startedAt", report.startedAt().toString());
        run.put("seconds", seconds(report.took()));
        run.put("complete", report.isComplete());
        run.put("partial", report.partial());
        run.put("passed", report.count(Verdict.Result.PASS));
        run.put("failed", report.count(Verdict.Result.FAIL));
        run.put("notApplicable", report.count(Verdict.Result.NOT_APPLICABLE));
        run.put("differingClaims", report.differing().size());
        return run;
    }

    private static ArrayNode claims(List<Claim> claims) {
        ArrayNode all = JSON.arrayNode();
        claims.forEach(claim -> {
            ObjectNode one = all.addObject().put("id", claim.id()).put("feature", claim.name());
            one.set("claimed", claim.claimed());
            one.put("shown", claim.shown()).put("result", claim.agreement().name());
        });
        return all;
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode one = JSON.objectNode();
        one.put("id", verdict.caseId());
        one.put("name", verdict.facts().name());
        one.put("profile", verdict.facts().profile());
        verdict.over().ifPresent(protocol -> one.put("filesOver", protocol.scheme()));
        one.put("result", verdict.result().name());
        if (!verdict.reason().isEmpty()) {
            one.put("reason", verdict.reason());
        }
        one.put("seconds", seconds(verdict.took()));
        return one;
    }

    private static ArrayNode performance(Report report) {
        ArrayNode all = JSON.arrayNode();
        Performance performance = report.performance();
        List<Performance.Indicator> slow = report.slow();
        for (Performance.Indicator indicator : Performance.Indicator.values()) {
            ObjectNode one = all.addObject().put("indicator", indicator.label());
            report.allowed(indicator).ifPresent(most -> one.put("maxAllowedSeconds", seconds(most)));
            one.set("certificate", report.product().at("/performance/" + indicator.fact()));
            performance
                    .summary(indicator)
                    .ifPresentOrElse(
                            summary -> one.put("measurements", summary.count())
                                    .put("minSeconds", seconds(summary.min()))
                                    .put("maxSeconds", seconds(summary.max()))
                                    .put("averageSeconds", seconds(summary.average()))
                                    .put(
                                            "result",
                                            (slow.contains(indicator) ? Verdict.Result.FAIL : Verdict.Result.PASS)
                                                    .name()),
                            () -> one.put("measurements", 0));
        }
        return all;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
