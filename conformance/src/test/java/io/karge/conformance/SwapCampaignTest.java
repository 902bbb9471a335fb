package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.runtime.StationView;
import io.karge.station.FunctionalBlockFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each block is swapped at each point of a session: when the station has just sent its first message, its second ..., and
 * when the hardware has just been given its first command, its second ... Wherever it was, the CSMS's view is right: one
 * transaction, from Started to Ended, nothing lost, repeated or out of order, and the station serves the next one.
 */
class SwapCampaignTest {
    private static final List<String> BLOCKS = List.of(
            "provisioning",
            "authorization",
            "transactions",
            "metering",
            "availability",
            "remote-control",
            "data-transfer");
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    /** Where in a session the swap happens. */
    private enum Point {
        MESSAGE,
        COMMAND
    }

    @TestFactory
    Stream<DynamicTest> aSessionThatACardStartsAndStops() {
        return campaign(false);
    }

    @TestFactory
    Stream<DynamicTest> aSessionThatTheCsmsStartsAndStops() {
        return campaign(true);
    }

    private Stream<DynamicTest> campaign(boolean remote) {
        Session undisturbed = new Session("none", Point.MESSAGE, 0);
        undisturbed.run(remote);
        int messages = undisturbed.messages;
        int commands = undisturbed.commands;
        assertThat(messages).as("messages of an undisturbed session").isGreaterThan(6);
        assertThat(commands).as("commands of an undisturbed session").isGreaterThanOrEqualTo(2);
        return BLOCKS.stream()
                .flatMap(block -> Stream.concat(
                        IntStream.rangeClosed(1, messages).mapToObj(n -> test(remote, block, Point.MESSAGE, n)),
                        IntStream.rangeClosed(1, commands).mapToObj(n -> test(remote, block, Point.COMMAND, n))));
    }

    private DynamicTest test(boolean remote, String block, Point point, int number) {
        return DynamicTest.dynamicTest(
                block + " at " + point + " " + number, () -> new Session(block, point, number).run(remote));
    }

    /** One session at a station of its own, with a swap in it. */
    private final class Session {
        private final String block;
        private final Point point;
        private final int number;
        private final InProcessStation station;
        private final Bench bench;
        private int messages;
        private int commands;
        private boolean over;

        Session(String block, Point point, int number) {
            this.block = block;
            this.point = point;
            this.number = number;
            Breakage hooks = Breakage.driver(Counting::new).and(Breakage.onWire(text -> {
                if (!over) {
                    reached(Point.MESSAGE, ++messages);
                }
                return List.of(text);
            }));
            this.station = new InProcessStation(new Hyc400Eu(), folder, hooks);
            this.bench = station.ready();
            messages = 0;
            commands = 0;
        }

        private void reached(Point now, int count) {
            if (now == point && count == number) {
                FunctionalBlockFactory swapped = station.installed().stream()
                        .filter(installed -> installed.name().equals(block))
                        .findFirst()
                        .orElseThrow();
                station.gateway().removeBlock(swapped);
                station.gateway().addBlock(swapped);
            }
        }

        void run(boolean remote) {
            try {
                station.plugIn(bench.evseId());
                bench.pause(SOON);
                start(remote);
                assertThat(station.view().transactions()).as("it charges").hasSize(1);
                bench.pause(Duration.ofMinutes(2));
                stop(remote);
                station.unplug(bench.evseId());
                bench.pause(Duration.ofMinutes(3));
                verify();
                over = true;
                serves();
            } finally {
                station.close();
            }
        }

        /** Who holds a card that nobody reacted to shows it again; so does a CSMS with a start that was not accepted. */
        private void start(boolean remote) {
            for (int tries = 0; tries < 2 && station.view().transactions().isEmpty(); tries++) {
                if (!remote) {
                    station.presentToken(bench.validIdToken(), bench.evseId());
                } else if (startRemotely() == RequestStartStopStatusEnumType.Rejected) {
                    assertThat(tries).isZero();
                }
                bench.pause(SOON);
            }
        }

        private RequestStartStopStatusEnumType startRemotely() {
            return bench.csms()
                    .call(
                            RequestStartTransactionRequest.of(7, bench.validIdToken())
                                    .withEvseId(bench.evseId()),
                            RequestStartTransactionResponse.class)
                    .status();
        }

        private void stop(boolean remote) {
            List<StationView.Transaction> running = station.view().transactions();
            for (int tries = 0; tries < 2 && isCharging(); tries++) {
                if (remote) {
                    bench.csms()
                            .call(
                                    RequestStopTransactionRequest.of(
                                            running.get(0).transactionId()),
                                    RequestStopTransactionResponse.class);
                } else {
                    station.presentToken(bench.validIdToken(), bench.evseId());
                }
                bench.pause(SOON);
            }
        }

        private boolean isCharging() {
            return station.view().transactions().stream()
                    .anyMatch(transaction -> transaction.chargingState().equals("Charging"));
        }

        private void verify() {
            TransactionLog log = bench.csms().transactions();
            log.verify();
            assertThat(log.transactionIds()).hasSize(1);
            List<TransactionEventRequest> events =
                    log.events(log.transactionIds().get(0));
            assertThat(bench.csms().came(TransactionEventRequest.class, any -> true))
                    .as("as they came: in order, none twice")
                    .extracting(TestCsms.Received::request)
                    .containsExactlyElementsOf(events);
            assertThat(events.get(0).eventType()).isEqualTo(TransactionEventEnumType.Started);
            TransactionEventRequest ended = events.get(events.size() - 1);
            assertThat(ended.eventType()).isEqualTo(TransactionEventEnumType.Ended);
            assertThat(ended.meterValue()).as("its energy").isNotEmpty();
            assertThat(station.view().transactions()).isEmpty();
            assertThat(station.view().queue().length()).isZero();
            assertThat(station.view().problems()).isEmpty();
            List<TestCsms.Received<StatusNotificationRequest>> told =
                    bench.csms().came(StatusNotificationRequest.class, status -> status.evseId() == bench.evseId());
            assertThat(told.get(told.size() - 1).request().connectorStatus())
                    .isEqualTo(ConnectorStatusEnumType.Available);
        }

        /** Neither the card nor the EVSE is dead: the next session is taken, by card and by the CSMS. */
        private void serves() {
            station.plugIn(bench.evseId());
            station.presentToken(bench.validIdToken(), bench.evseId());
            bench.pause(SOON);
            assertThat(station.view().transactions()).as("by card").hasSize(1);
            station.unplug(bench.evseId());
            bench.pause(SOON);
            station.plugIn(bench.evseId());
            bench.pause(SOON);
            if (station.view().transactions().isEmpty()) {
                assertThat(startRemotely()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
                bench.pause(SOON);
            }
            assertThat(station.view().transactions()).as("by the CSMS").hasSize(1);
        }

        private final class Counting implements StationDriver {
            private final StationDriver driver;

            Counting(StationDriver driver) {
                this.driver = driver;
            }

            @Override
            public void start(HardwareEventSink sink) {
                driver.start(sink);
            }

            @Override
            public CompletionStage<CommandResult> execute(HardwareCommand command) {
                CompletionStage<CommandResult> result = driver.execute(command);
                if (!over) {
                    reached(Point.COMMAND, ++commands);
                }
                return result;
            }

            @Override
            public void stop(Duration grace) {
                driver.stop(grace);
            }
        }
    }
}
