package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.conformance.lab.Authorities;
import io.karge.security.PemCertificates;
import io.karge.site.SiteFiles;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The cfg of a station under test. A case about connections gets one that leads to its laboratory. The station is taken away
 * and comes again with it, which the gateway shows, so that none boots with the cfg of another case.
 */
final class WireConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestSite site;
    private final String stationId;
    private final Authorities authorities;
    private final TimeSource time;
    private List<String> own = List.of();

    WireConfiguration(TestSite site, String stationId, Authorities authorities, TimeSource time) {
        this.site = site;
        this.stationId = stationId;
        this.authorities = authorities;
        this.time = time;
    }

    /** The file beside the cfg with the root that the station trusts. */
    static String rootFile(String stationId) {
        return "conformance-csms-root-" + stationId + ".pem";
    }

    /** The station's cfg leads there; it is offline. */
    void use(String csmsUrl, int securityProfile) {
        WireStation.call(stationId + " cannot be configured", () -> {
            SiteFiles files = site.files();
            List<String> before = files.lines(site.file(stationId));
            if (own.isEmpty()) {
                own = before;
            }
            List<String> lines = SiteFiles.with(own, "csmsUrl", csmsUrl);
            lines = SiteFiles.with(lines, "securityProfile", securityProfile);
            lines = SiteFiles.without(lines, "csmsRootCertificates");
            if (securityProfile > 1) {
                String roots = rootFile(stationId);
                files.write(
                        roots,
                        List.of(PemCertificates.write(List.of(authorities.csms().certificate()))));
                lines = SiteFiles.with(
                        lines,
                        "csmsRootCertificates",
                        files.etc().resolve(roots).toAbsolutePath());
            }
            replace(lines);
        });
    }

    /** The station's cfg is that of the cases that do not say how they connect. */
    void useOwn() {
        if (!own.isEmpty()) {
            WireStation.call(stationId + " cannot be configured", () -> {
                replace(own);
                site.files().delete(rootFile(stationId));
                own = List.of();
            });
        }
    }

    private void replace(List<String> lines) throws IOException, InterruptedException {
        String file = site.file(stationId);
        site.files().delete(file);
        require("is not taken away", () -> !hasHardware());
        site.files().write(file, lines);
        require("does not come back", () -> site.gateway().is(stationId, "/hardware", "up"));
    }

    /** One that is removed stays listed without any, while messages of it wait for the CSMS. */
    private boolean hasHardware() throws IOException, InterruptedException {
        for (JsonNode station : site.gateway().stations()) {
            if (station.path("stationId").asText().equals(stationId)) {
                return !station.path("hardware").asText().equals("missing");
            }
        }
        return false;
    }

    private void require(String otherwise, TestSite.Probe probe) throws InterruptedException {
        if (!TestSite.await(time, PATIENCE, probe)) {
            throw new ConformanceException(
                    stationId + " " + otherwise + " within " + PATIENCE.toSeconds() + " s after its cfg has changed");
        }
    }
}
