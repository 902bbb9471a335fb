package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.Gateway.UnknownStationException;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StationCommandsTest {
    private final FakeGateway gateway = new FakeGateway();

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    @Test
    void listTellsTheTruthAtAGlance() throws Exception {
        gateway.problems = List.of(new Problem(Stations.AT, "bad cfg", "no driver", "name one"));
        StationListCommand list = new StationListCommand();
        list.gateway = gateway;

        assertThat(run(list))
                .contains("CS-1", "hyc-400-us", "online", "Accepted", "up", "1.1 Occupied", "2.1 Available")
                .contains("! CS-1: Missing blocks: metering", "! CS-1: no clock: the CSMS is away")
                .contains("! bad cfg: no driver. name one (since 2026-01-01T00:00:00Z)");
    }

    @Test
    void listTellsTheNextAttemptToTheSecond() throws Exception {
        gateway.stations.set(0, tryingAgainAt(Stations.AT.plusNanos(212_632_935)));
        StationListCommand list = new StationListCommand();
        list.gateway = gateway;

        assertThat(run(list)).contains(" 2026-01-01T00:00:00Z ");
        list.json = true;
        assertThat(json(list).at("/0/nextAttempt").asText()).isEqualTo("2026-01-01T00:00:00.212632935Z");
    }

    private static StationView tryingAgainAt(Instant nextAttempt) {
        StationView some = Stations.charging("CS-1");
        return new StationView(
                some.stationId(),
                some.driver(),
                some.product(),
                "connecting",
                nextAttempt,
                "none",
                some.networkProfile(),
                some.securityProfile(),
                some.networkProfiles(),
                some.hardware(),
                some.evses(),
                some.transactions(),
                some.queue(),
                some.holds(),
                some.missingBlocks(),
                List.of(),
                some.csmsUrl(),
                some.equipment());
    }

    @Test
    void listPrintsTheSameRowsAsJson() throws Exception {
        gateway.problems = List.of(new Problem(Stations.AT, "bad cfg", "no driver", "name one"));
        StationListCommand list = new StationListCommand();
        list.gateway = gateway;
        list.json = true;

        JsonNode rows = json(list);

        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/stationId").asText()).isEqualTo("CS-1");
        assertThat(rows.at("/0/connectors/1").asText()).isEqualTo("2.1 Available");
        assertThat(rows.at("/0/queue").asInt()).isEqualTo(3);
        assertThat(rows.at("/0/missingBlocks/0").asText()).isEqualTo("metering");
    }

    @Test
    void listSaysHowToAddAStation() throws Exception {
        gateway.stations.clear();
        StationListCommand list = new StationListCommand();
        list.gateway = gateway;

        assertThat(run(list)).contains("etc/io.karge.station-<name>.cfg");
    }

    @Test
    void infoShowsEverythingForPeople() throws Exception {
        StationInfoCommand info = new StationInfoCommand();
        info.gateway = gateway;
        info.stationId = "CS-1";

        assertThat(run(info))
                .contains("station refuses sessions for provisioning: a reset waits")
                .contains("wss://csms.example/ocpp", "modbus-tcp://192.0.2.10:502?unitId=1", "0.1.0", "3.1.0", "SN-1")
                .contains("EVSE 1 4711")
                .contains("Hypercharger HYC400", "1.1 Occupied", "3 since 2026-01-01T00:00:00Z")
                .contains("TX-1 on EVSE 1 Charging since 2026-01-01T00:00:00Z 1200 Wh")
                .contains("! no clock: the CSMS is away. connect it")
                .doesNotContain("Evse[");
    }

    @Test
    void infoIsTheViewOfTheRestInterfaceAsJson() throws Exception {
        StationInfoCommand info = new StationInfoCommand();
        info.gateway = gateway;
        info.stationId = "CS-1";
        info.json = true;

        JsonNode view = json(info);

        assertThat(view.at("/evses/0/connectors/0/status").asText()).isEqualTo("Occupied");
        assertThat(view.at("/problems/0/remedy").asText()).isEqualTo("connect it");
    }

    @Test
    void saysWhichStationsThereAre() {
        StationInfoCommand info = new StationInfoCommand();
        info.gateway = gateway;
        info.stationId = "CS-9";

        assertThatThrownBy(info::execute)
                .hasCauseInstanceOf(UnknownStationException.class)
                .hasMessageContaining("'CS-9'")
                .hasMessageContaining("CS-1");
    }

    @Test
    void variablesShowsEachAttribute() throws Exception {
        gateway.variables = List.of(ReportDataType.of(
                ComponentType.of("EVSE").withEvse(new EVSEType(1, null, null)),
                VariableType.of("Power"),
                List.of(
                        new VariableAttributeType(null, "120", MutabilityEnumType.ReadOnly, null, null, null),
                        new VariableAttributeType(AttributeEnumType.MaxSet, "400", null, null, null, null))));
        StationVariablesCommand variables = new StationVariablesCommand();
        variables.gateway = gateway;
        variables.stationId = "CS-1";
        variables.component = "EVSE";

        assertThat(run(variables)).contains("EVSE/1.Power", "Actual", "120", "ReadOnly", "MaxSet", "400");
        variables.json = true;
        JsonNode rows = json(variables);
        assertThat(rows.at("/0/attribute").asText()).isEqualTo("Actual");
        assertThat(rows.at("/1/value").asText()).isEqualTo("400");
        assertThat(rows.at("/1/mutability").isNull()).isTrue();
        assertThat(gateway.done).containsOnly("variables of EVSE");
    }

    @Test
    void setVariableSetsItAndPrintsTheStatus() throws Exception {
        gateway.setVariableStatus = SetVariableStatusEnumType.RebootRequired;
        StationSetVariableCommand set = setVariable();

        assertThat(run(set)).isEqualTo("RebootRequired\n");
        assertThat(gateway.set)
                .containsExactly(SetVariableDataType.of(
                                "900", ComponentType.of("OCPPCommCtrlr"), VariableType.of("HeartbeatInterval"))
                        .withAttributeType(AttributeEnumType.Actual));
    }

    @Test
    void setVariableSaysWhyItIsRejected() throws Exception {
        gateway.setVariableStatus = SetVariableStatusEnumType.Rejected;
        gateway.setVariableInfo = StatusInfoType.because("InvalidValue", "'x' is no whole number");
        assertThatThrownBy(() -> run(setVariable()))
                .as("a refusal is no success: the shell ends with an exit code other than 0")
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "OCPPCommCtrlr.HeartbeatInterval is not set: Rejected, InvalidValue: 'x' is no whole number");

        gateway.setVariableInfo = StatusInfoType.of("InvalidValue");
        assertThatThrownBy(() -> run(setVariable())).hasMessageEndingWith("not set: Rejected, InvalidValue");
        gateway.setVariableStatus = SetVariableStatusEnumType.UnknownVariable;
        gateway.setVariableInfo = null;
        assertThatThrownBy(() -> run(setVariable())).hasMessageEndingWith("not set: UnknownVariable");
    }

    @Test
    void setVariablePrintsTheAnswerOfTheStandardAsJson() throws Exception {
        gateway.setVariableStatus = SetVariableStatusEnumType.Rejected;
        gateway.setVariableInfo = StatusInfoType.because("InvalidValue", "'x' is no whole number");
        StationSetVariableCommand set = setVariable();
        set.json = true;

        JsonNode printed = Console.jsonOfRefused(set);
        assertThat(printed.path("attributeStatus").asText()).isEqualTo("Rejected");
        assertThat(printed.path("reasonCode").asText()).isEqualTo("InvalidValue");
        assertThat(printed.path("additionalInfo").asText()).isEqualTo("'x' is no whole number");
    }

    @Test
    void stopPressesTheStopButton() throws Exception {
        StationStopCommand stop = new StationStopCommand();
        stop.gateway = gateway;
        stop.stationId = "CS-1";
        stop.evseId = 2;

        assertThat(run(stop)).contains("EVSE 2 of station CS-1");
        assertThat(gateway.done).containsExactly("stop at EVSE 2 of CS-1");
    }

    @Test
    void presentTokenPresentsIt() throws Exception {
        StationPresentTokenCommand present = new StationPresentTokenCommand();
        present.gateway = gateway;
        present.stationId = "CS-1";
        present.idToken = "04A1";

        assertThat(run(present)).contains("CS-1").doesNotContain("04A1");
        present.evseId = 1;
        present.type = "eMAID";
        run(present);
        assertThat(gateway.done).containsExactly("ISO14443 04A1 at EVSE 0 of CS-1", "eMAID 04A1 at EVSE 1 of CS-1");
        present.type = "Paper";
        assertThatThrownBy(() -> run(present)).hasMessageContainingAll("'Paper'", "ISO14443");
    }

    @Test
    void messagesAreTimedToTheMillisecond() throws Exception {
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        gateway.messages =
                List.of(new LoggedMessage(7, Stations.AT.plusNanos(4_005_006), "in", "CALL", "Reset", "m7", "[2]"));

        assertThat(run(messages)).startsWith("7 2026-01-01T00:00:00.004Z in CALL Reset m7");
    }

    @Test
    void messagesGoesOnWithThoseThatComeUntilItIsInterrupted() throws Exception {
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        messages.follow = true;
        messages.json = true;
        gateway.messages = List.of(message(7));
        Iterator<List<LoggedMessage>> coming = List.of(List.of(message(8), message(9)), List.<LoggedMessage>of())
                .iterator();
        messages.pause = () -> {
            if (!coming.hasNext()) {
                throw new InterruptedException();
            }
            gateway.messages = coming.next();
        };

        String printed = run(messages);

        assertThat(Thread.interrupted()).as("who asked for the end is told").isTrue();
        assertThat(printed.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"seq\":"));
        assertThat(gateway.done)
                .containsExactly(
                        "messages after 0 limit 50", "messages after 7 limit 1000", "messages after 9 limit 1000");
    }

    /** A session without a terminal sends what was printed when its console is flushed, not before. */
    @Test
    void messagesSendsWhatItPrintedBeforeItWaits() throws Exception {
        AtomicInteger flushes = new AtomicInteger();
        PrintStream console = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void flush() {
                flushes.incrementAndGet();
            }
        };
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        messages.follow = true;
        messages.session = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (session, method, given) -> console);
        messages.pause = () -> {
            assertThat(flushes).hasValue(1);
            throw new InterruptedException();
        };

        run(messages);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void messagesSaysWhereItFoundNone() throws Exception {
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        assertThat(run(messages)).contains("No message has been sent or received yet");

        messages.after = 99;
        assertThat(run(messages)).contains("No message has been sent or received after 99");
    }

    @Test
    void messagesRefusesNumbersThatSayNothing() {
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        messages.limit = 0;
        assertThatThrownBy(() -> run(messages)).hasMessage("--limit is 0, it is 1 or more");
        messages.limit = 1;
        messages.after = -1;
        assertThatThrownBy(() -> run(messages)).hasMessage("--after is -1, it is 0 or more");
    }

    private static LoggedMessage message(long seq) {
        return new LoggedMessage(seq, Stations.AT, "in", "CALL", "Reset", "m" + seq, "[2]");
    }

    @Test
    void setVariableReachesInstancesConnectorsAndAttributes() throws Exception {
        StationSetVariableCommand set = setVariable();
        set.componentInstance = "a";
        set.instance = "b";
        set.evseId = 1;
        set.connectorId = 2;
        set.attribute = "Target";

        run(set);

        assertThat(gateway.set)
                .containsExactly(SetVariableDataType.of(
                                "900",
                                ComponentType.of("OCPPCommCtrlr")
                                        .withInstance("a")
                                        .withEvse(new EVSEType(1, 2, null)),
                                VariableType.of("HeartbeatInterval").withInstance("b"))
                        .withAttributeType(AttributeEnumType.Target));
    }

    @Test
    void setVariableRefusesWhatItCannotName() {
        StationSetVariableCommand set = setVariable();
        set.attribute = "Now";
        assertThatThrownBy(set::execute).hasMessageContaining("'Now' is no attribute");

        set.attribute = "Actual";
        set.connectorId = 1;
        assertThatThrownBy(set::execute).hasMessageContaining("--connector needs --evse");
        assertThat(gateway.set).isEmpty();
    }

    @Test
    void transactionsListsThoseThatRun() throws Exception {
        StationTransactionsCommand transactions = new StationTransactionsCommand();
        transactions.gateway = gateway;
        transactions.stationId = "CS-1";

        assertThat(run(transactions)).contains("TX-1", "Charging", "1200");
        transactions.json = true;
        assertThat(json(transactions).at("/0/energyWh").asLong()).isEqualTo(1200);
    }

    @Test
    void transactionsKeepTheirIdsWholeInATable() throws Exception {
        String id = "7f0c2a54-9d1e-4a3b-8c6d-5e4f3a2b1c0d";
        StationView station = Stations.charging("CS-7");
        gateway.stations.add(station.with(
                List.of(new StationView.Transaction(
                        id,
                        1,
                        "SuspendedEVSE",
                        Stations.AT.plusMillis(123),
                        123_456,
                        12,
                        "since 2026-01-01T00:00:00.123Z, waiting for the connection to the CSMS",
                        null)),
                station.queue()));
        StationTransactionsCommand transactions = new StationTransactionsCommand();
        transactions.gateway = gateway;
        transactions.stationId = "CS-7";

        String shown = run(transactions);

        assertThat(shown).contains(id, "SuspendedEVSE", "! " + id + ": its events wait since 2026-01-01");
        assertThat(shown.lines().findFirst().orElse("")).contains("Transaction id", "State", "Queued"); // a table
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void queueShowsWhatWaits() throws Exception {
        StationQueueCommand queue = new StationQueueCommand();
        queue.gateway = gateway;
        queue.stationId = "CS-1";

        assertThat(run(queue)).contains("3", "2026-01-01T00:00:00Z");
        queue.json = true;
        assertThat(json(queue).at("/length").asInt()).isEqualTo(3);
    }

    @Test
    void messagesShowsTheLatest() throws Exception {
        gateway.messages = List.of(
                new LoggedMessage(7, Stations.AT, "out", "CALL", "Heartbeat", "m1", "[2,\"m1\",\"Heartbeat\",{}]"));
        StationMessagesCommand messages = new StationMessagesCommand();
        messages.gateway = gateway;
        messages.stationId = "CS-1";
        messages.after = 6;

        assertThat(run(messages)).contains("Heartbeat", "[2,\"m1\",\"Heartbeat\",{}]");
        messages.json = true;
        assertThat(json(messages).at("/0/seq").asLong()).isEqualTo(7);
        assertThat(gateway.done).containsOnly("messages after 6 limit 50");
    }

    @Test
    void connectConnects() throws Exception {
        StationConnectCommand connect = new StationConnectCommand();
        connect.gateway = gateway;
        connect.stationId = "CS-1";

        assertThat(run(connect)).contains("CS-1");
        assertThat(gateway.done).containsExactly("connect of CS-1");
    }

    @Test
    void disconnectNeedsForce() throws Exception {
        StationDisconnectCommand disconnect = new StationDisconnectCommand();
        disconnect.gateway = gateway;
        disconnect.stationId = "CS-1";

        assertThatThrownBy(disconnect::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
        disconnect.force = true;
        run(disconnect);
        assertThat(gateway.done).containsExactly("disconnect of CS-1");
    }

    @Test
    void restartNeedsForce() throws Exception {
        StationRestartCommand restart = new StationRestartCommand();
        restart.gateway = gateway;
        restart.stationId = "CS-1";

        assertThatThrownBy(restart::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
        restart.force = true;
        run(restart);
        assertThat(gateway.done).containsExactly("restart of CS-1");
    }

    @Test
    void factoryResetNeedsForce() throws Exception {
        StationFactoryResetCommand reset = new StationFactoryResetCommand();
        reset.gateway = gateway;
        reset.stationId = "CS-1";

        assertThatThrownBy(reset::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
        reset.force = true;
        run(reset);
        reset.offline = true;
        run(reset);
        assertThat(gateway.done)
                .containsExactly(
                        "factory-reset connect=true force=true of CS-1",
                        "factory-reset connect=false force=true of CS-1");
        assertThat(gateway.orders).extracting(ResetOrder::who).containsOnly("the shell");
    }

    @Test
    void factoryResetNamesWhatIsLostBeforeItIsForced() {
        gateway.undelivered = "transaction TX-1 on EVSE 1 runs, and 1 message was given up";
        StationFactoryResetCommand reset = new StationFactoryResetCommand();
        reset.gateway = gateway;
        reset.stationId = "CS-1";

        assertThatThrownBy(reset::execute)
                .hasMessageContainingAll(gateway.undelivered, "ends transactions and keeps a copy", "--force");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void factoryResetSaysWhatItHasEndedAndKept() throws Exception {
        gateway.reset = new FactoryReset(
                null, List.of(new FactoryReset.Ended("TX-1", 1)), new FactoryReset.Kept("copies/CS-1.jsonl", 3));
        StationFactoryResetCommand reset = new StationFactoryResetCommand();
        reset.gateway = gateway;
        reset.stationId = "CS-1";
        reset.force = true;

        assertThat(run(reset))
                .contains(
                        "transaction TX-1 on EVSE 1 was ended",
                        "! what the CSMS has not got (messages: 3) is in copies/CS-1.jsonl");
    }

    @Test
    void factoryResetSaysWhatIsStillOpen() throws Exception {
        gateway.reset = FactoryReset.DONE.withNote("the hardware is not back in service yet");
        StationFactoryResetCommand reset = new StationFactoryResetCommand();
        reset.gateway = gateway;
        reset.stationId = "CS-1";
        reset.force = true;

        assertThat(run(reset)).contains("! the hardware is not back in service yet");
    }

    @Test
    void discardedListsWhatTheCsmsDidNotAcceptAndExportsIt() throws Exception {
        StationDiscardedCommand discarded = new StationDiscardedCommand();
        discarded.gateway = gateway;
        discarded.stationId = "CS-1";
        assertThat(run(discarded)).contains("The CSMS has accepted every message");
        gateway.discarded = List.of(new Gateway.Discarded(
                Stations.AT,
                "TransactionEvent",
                "Updated seqNo 4 of TX-1",
                3,
                "the CSMS did not answer in time",
                "m-1",
                "{\"seqNo\":4}"));

        assertThat(run(discarded))
                .contains("2026-01-01T00:00:00Z", "Updated seqNo 4 of", "TX-1", "3", "the CSMS did not")
                .doesNotContain("{");
        discarded.json = true;
        assertThat(run(discarded)).contains("\"payload\"", "seqNo");
        discarded.export = true;
        assertThat(run(discarded)).contains("1 message is in copies/CS-1.jsonl");
        assertThat(gateway.done).containsExactly("export of discarded messages by the shell of CS-1");
    }

    @Test
    void discardNeedsForce() throws Exception {
        StationDiscardCommand discard = new StationDiscardCommand();
        discard.gateway = gateway;
        discard.stationId = "CS-1";

        assertThatThrownBy(discard::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
        discard.force = true;
        assertThat(run(discard)).contains("CS-1");
        assertThat(gateway.done).containsExactly("discard by the shell of CS-1");
    }

    @Test
    void discardOfWhatCannotBeReadNeedsForceAndNamesTheCopy() throws Exception {
        StationDiscardCommand discard = new StationDiscardCommand();
        discard.gateway = gateway;
        discard.stationId = "CS-1";
        discard.unreadable = true;

        assertThatThrownBy(discard::execute).hasMessageContaining("--force");
        assertThat(gateway.done).isEmpty();
        discard.force = true;
        assertThat(run(discard)).contains("1 entry is given up", "copies/CS-1.jsonl");
        assertThat(gateway.done).containsExactly("discard of what cannot be read by the shell of CS-1");
    }

    private StationSetVariableCommand setVariable() {
        StationSetVariableCommand set = new StationSetVariableCommand();
        set.gateway = gateway;
        set.stationId = "CS-1";
        set.component = "OCPPCommCtrlr";
        set.variable = "HeartbeatInterval";
        set.value = "900";
        return set;
    }
}
