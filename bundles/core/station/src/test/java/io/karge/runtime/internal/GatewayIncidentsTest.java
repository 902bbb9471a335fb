package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.SecurityEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the gateway, as security events of its stations (Part 2, appendix 1). */
class GatewayIncidentsTest {
    private final GatewayHarness h = new GatewayHarness();
    private final List<String> raised = new ArrayList<>();

    @BeforeEach
    void begin() {
        h.provisioning.onStart =
                context -> context.offer(SecurityEvents.class, (type, info) -> raised.add(type + " " + info));
        h.online();
    }

    private List<String> raised() {
        h.time.runUntilIdle();
        List<String> taken = List.copyOf(raised);
        raised.clear();
        return taken;
    }

    @Test
    void aLoginIsToldInTheRecommendedFormat() {
        h.gateway.maintenanceLogin("karge", "192.0.2.1", true);
        h.gateway.maintenanceLogin("o'neill\n", "192.0.2.2", false);
        assertThat(raised())
                .containsExactly(
                        "MaintenanceLoginAccepted {'user': 'karge', 'origin': '192.0.2.1'}",
                        "MaintenanceLoginFailed {'user': 'o?neill', 'origin': '192.0.2.2'}");
    }

    /** A program that enters for each of its commands is told once an hour, another user or origin by itself. */
    @Test
    void whoEntersOftenIsToldOnceAnHour() {
        for (int i = 0; i < 100; i++) {
            h.gateway.maintenanceLogin("karge", "192.0.2.1", true);
        }
        h.gateway.maintenanceLogin("karge", "192.0.2.2", true);
        assertThat(raised()).hasSize(2);
        h.time.advance(Duration.ofHours(1));
        h.gateway.maintenanceLogin("karge", "192.0.2.1", true);
        assertThat(raised()).singleElement().asString().endsWith(" and 99 more since the last was told");
    }

    /** Somebody who guesses names and passwords does not fill the queue to the CSMS. */
    @Test
    void whoGuessesIsToldOnceAMinute() {
        for (int i = 0; i < 1_000; i++) {
            h.gateway.maintenanceLogin("user" + i, "192.0.2." + i % 250, false);
        }
        assertThat(raised()).hasSize(1);
        h.time.advance(Duration.ofMinutes(1));
        h.gateway.maintenanceLogin("root", "192.0.2.1", false);
        assertThat(raised())
                .singleElement()
                .asString()
                .contains("'root'")
                .endsWith("and 999 more since the last was told");
    }

    @Test
    void memoryThatGetsFullIsToldOnceAnHour() {
        DefaultGateway gateway = (DefaultGateway) h.gateway;
        gateway.memoryGetsFull("of 512 MiB of heap 480 are in use after a garbage collection");
        gateway.memoryGetsFull("of 512 MiB of heap 490 are in use after a garbage collection");
        assertThat(raised())
                .containsExactly("MemoryExhaustion of 512 MiB of heap 480 are in use after a garbage collection");
    }
}
