package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.AuthorizationView;
import io.karge.runtime.AuthorizationView.Refusal;
import io.karge.runtime.AuthorizationView.Token;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationCommandsTest {
    private static final Token TOKEN = new Token(
            "ISO14443:...C4",
            "Accepted",
            "Central:...ET",
            List.of(1, 2),
            Stations.AT,
            Stations.AT.plusSeconds(9),
            true);
    private static final Refusal REFUSAL = new Refusal(Stations.AT, 2, "ISO14443:...EF", "the CSMS", "Blocked");

    private final FakeGateway gateway = new FakeGateway();

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.authorization = new AuthorizationView(true, true, List.of(TOKEN), List.of(REFUSAL));
    }

    private AuthorizationListCommand list() {
        AuthorizationListCommand list = new AuthorizationListCommand();
        list.gateway = gateway;
        list.stationId = "CS-1";
        return list;
    }

    private AuthorizationClearCommand clear() {
        AuthorizationClearCommand clear = new AuthorizationClearCommand();
        clear.gateway = gateway;
        clear.stationId = "CS-1";
        return clear;
    }

    @Test
    void listShowsTheTokensOfTheCache() throws Exception {
        assertThat(run(list()))
                .contains("ISO14443:...C4", "Accepted", "Central:...ET", "1, 2", "2026-01-01T00:00:09Z")
                .doesNotContain("Blocked", "switched off");
    }

    @Test
    void listPrintsTheSameRowsAsJson() throws Exception {
        AuthorizationListCommand list = list();
        list.json = true;
        JsonNode rows = json(list);
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/token").asText()).isEqualTo("ISO14443:...C4");
        assertThat(rows.at("/0/expires").asText()).isEqualTo("2026-01-01T00:00:09Z");
    }

    @Test
    void listSaysThatTheCacheIsSwitchedOff() throws Exception {
        gateway.authorization = new AuthorizationView(true, false, List.of(TOKEN), List.of());
        assertThat(run(list())).contains("ISO14443:...C4", "! the cache is switched off");
    }

    @Test
    void listSaysWhyThereIsNothing() throws Exception {
        gateway.authorization = new AuthorizationView(true, true, List.of(), List.of());
        assertThat(run(list())).contains("The cache is empty");
        gateway.authorization = AuthorizationView.NONE;
        assertThat(run(list())).contains("keeps no authorization cache");
    }

    @Test
    void listShowsWhoWasRefusedByWhomAndWhy() throws Exception {
        AuthorizationListCommand list = list();
        list.refused = true;
        assertThat(run(list)).contains("ISO14443:...EF", "2", "the CSMS", "Blocked");
        gateway.authorization = AuthorizationView.NONE;
        assertThat(run(list)).contains("Nobody was refused");
    }

    @Test
    void clearNeedsForce() {
        AuthorizationClearCommand clear = clear();
        assertThatThrownBy(clear::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void clearSaysHowManyTokensAreForgotten() throws Exception {
        AuthorizationClearCommand clear = clear();
        clear.force = true;
        assertThat(run(clear)).contains("CS-1 has forgotten 1 token");
        assertThat(gateway.done).containsExactly("clear by the shell of CS-1");
    }

    @Test
    void infoTellsWhoWasRefusedLast() throws Exception {
        StationInfoCommand info = new StationInfoCommand();
        info.gateway = gateway;
        info.stationId = "CS-1";
        assertThat(run(info)).contains("ISO14443:...EF at EVSE 2 at 2026-01-01T00:00:00Z by the CSMS: Blocked");
        gateway.authorization = AuthorizationView.NONE;
        assertThat(run(info)).contains("Last refused", "nobody");
    }
}
