package io.karge.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.DiskFolder;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Equipment;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.StationView.Queue;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What karge:doctor looks after: each check finds nothing where all is well, and what is wrong where it is. */
class HealthChecksTest {
    private final FakeGateway gateway = new FakeGateway();
    private final VirtualTime time = new VirtualTime();

    // --- clock ---

    @Test
    void theClockIsRightWhenTheStationsGoByTheSameTime() {
        gateway.measurements.add(goingBy("CS-1", time.wallClock().minusSeconds(9)));

        assertThat(new ClockCheck(gateway, time).check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11,11 s behind", "-300,5 min ahead of", "3600,1 h behind"})
    void theClockIsWrongWhenItIsNotThatOfTheCsms(long seconds, String apart) {
        gateway.measurements.add(
                goingBy("CS-1", time.wallClock().plusSeconds(seconds).minusNanos(Long.signum(seconds))));

        assertThat(new ClockCheck(gateway, time).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).endsWith(" " + apart + " the time of station CS-1");
            assertThat(problem.why()).matches("here it is [^.]+Z, the station goes by [^.]+Z, which .*");
            assertThat(problem.remedy()).contains("NTP");
        });
    }

    @Test
    void aClockThatIsBesideThatOfAWholeCsmsIsFoundOnce() {
        List.of("CS-1", "CS-2", "CS-3")
                .forEach(id -> gateway.measurements.add(
                        goingBy(id, time.wallClock().plusSeconds(id.equals("CS-2") ? 60 : 7200))));

        assertThat(new ClockCheck(gateway, time).check())
                .extracting(Problem::what)
                .containsExactly(
                        "the clock of this machine is 2 h behind the time of the stations CS-1, CS-3",
                        "the clock of this machine is 1 min behind the time of station CS-2");
    }

    @Test
    void ofManyStationsWithAnotherTimeTenAreNamed() {
        for (int i = 1; i <= 12; i++) {
            gateway.measurements.add(goingBy("CS-" + i, time.wallClock().minusSeconds(60)));
        }

        assertThat(new ClockCheck(gateway, time).check())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .endsWith("CS-9, CS-10 and 2 more");
    }

    private static StationMeasurements goingBy(String stationId, Instant now) {
        StationMeasurements some = Stations.measured(stationId);
        return new StationMeasurements(stationId, now, some.meters(), some.messages(), some.counts(), some.timings());
    }

    // --- disk ---

    @Test
    void theDiskHasRoomAndCanBeWritten() {
        assertThat(disk(200_000_000, true).check()).isEmpty();
    }

    @Test
    void aDiskThatIsNearlyFullOrReadOnlyIsFound() {
        assertThat(disk(199_999_999, true).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("store", "nearly full");
            assertThat(problem.why()).contains("199 MB");
            assertThat(problem.remedy()).endsWith("It stops.");
        });
        assertThat(disk(0, true).check()).as("a problem of the gateway").isEmpty();
        assertThat(disk(200_000_000, false).check()).singleElement().satisfies(problem -> assertThat(problem.what())
                .contains("cannot be written"));
        assertThat(disk(-1, true).check()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("gone"));
    }

    private DiskCheck disk(long free, boolean writable) {
        return new DiskCheck(time, List.of(new DiskFolder(Path.of("store"), "It stops.")), new DiskCheck.Disk() {
            @Override
            public long free(Path folder) throws IOException {
                if (free < 0) {
                    throw new IOException("gone");
                }
                return free;
            }

            @Override
            public boolean isWritable(Path folder) {
                return writable;
            }
        });
    }

    // --- queues ---

    @Test
    void aQueueIsWellWhileItIsEmptyOrYoung() {
        gateway.stations.add(station("CS-1").with(List.of(), new Queue(0, null)));
        gateway.stations.add(
                station("CS-2").with(List.of(), new Queue(3, time.wallClock().minus(Duration.ofHours(1)))));

        assertThat(new QueueCheck(gateway, time).check()).isEmpty();
    }

    @Test
    void aQueueThatIsOldIsFoundWithWhatItWaitsFor() {
        Instant oldest = time.wallClock().minusSeconds(3601);
        gateway.stations.add(station("CS-1").with(List.of(), new Queue(3, oldest, "registration Pending")));

        assertThat(new QueueCheck(gateway, time).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("CS-1", "3 events", oldest.toString());
            assertThat(problem.why()).isEqualTo("registration Pending");
            assertThat(problem.remedy()).contains("station:messages CS-1");
        });
    }

    @Test
    void aQueueIsAsOldAsTheStationsTimeSaysAndNotTheMachines() {
        Instant csms = time.wallClock().minus(Duration.ofDays(1));
        gateway.measurements.add(goingBy("CS-1", csms));
        gateway.measurements.add(goingBy("CS-2", csms));
        gateway.stations.add(station("CS-1").with(List.of(), new Queue(1, csms.minusSeconds(60))));
        gateway.stations.add(station("CS-2").with(List.of(), new Queue(1, csms.minusSeconds(3601))));

        assertThat(new QueueCheck(gateway, time).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("CS-2");
            assertThat(problem.since()).isEqualTo(time.wallClock());
        });
    }

    // --- stations ---

    @Test
    void aStationThatWorksIsWell() {
        gateway.stations.add(station("CS-1"));

        assertThat(new StationCheck(gateway, time).check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "online,Accepted,down,,its hardware is down,cabinet's power",
        "online,Accepted,missing,,its hardware is missing,driverUri",
        "connecting,none,up,,its connection to the CSMS is connecting,wss://csms.example",
        "online,Pending,up,,the CSMS has not accepted it,station:messages",
        "online,Accepted,up,metering,blocks are missing: metering,install karge-metering",
    })
    void aStationThatDoesNotWorkAndDoesNotSayWhyIsFound(
            String connection,
            String registration,
            String hardware,
            @Nullable String missing,
            String what,
            String remedy) {
        gateway.stations.add(station(
                "CS-1",
                connection,
                registration,
                hardware,
                missing == null ? List.of() : List.of(missing),
                Equipment.UNKNOWN,
                List.of()));

        assertThat(new StationCheck(gateway, time).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("station CS-1: " + what);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    @Test
    void whatAStationSaysItselfIsNotSaidAgain() {
        Problem away = new Problem(Stations.AT, "The hardware is away", "no route", "Check the cabinet");
        gateway.stations.add(
                station("CS-1", "online", "Accepted", "down", List.of(), Equipment.UNKNOWN, List.of(away)));

        assertThat(new StationCheck(gateway, time).check()).isEmpty();
    }

    // --- configuration ---

    @Test
    void everyStationHasACabinetOfItsOwn() {
        at("CS-1", "modbus-tcp://192.0.2.10:502?unitId=1");
        at("CS-2", "modbus-tcp://192.0.2.11?unitId=1");

        assertThat(configuration(Map.of()).check()).isEmpty();
    }

    @Test
    void twoMastersAtOneCabinetAreFoundHoweverItsAddressIsWritten() {
        at("CS-1", "modbus-tcp://192.0.2.10?unitId=1");
        at("CS-2", "modbus-tcp://192.0.2.10:502?unitId=2");
        at("CS-3", "modbus-tcp://192.0.2.10:503?unitId=1");

        assertThat(configuration(Map.of()).check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("stations CS-1, CS-2 are masters at one cabinet");
            assertThat(problem.why()).contains("192.0.2.10:502");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "pollMillis=2000&timeoutMillis=1000,false",
        "pollMillis=250&timeoutMillis=2750,false",
        "pollMillis=2000&timeoutMillis=1001,true",
        "timeoutMillis=3000&unitId=1,true"
    })
    void waitingTimesThatLetTheWatchdogOfTheCabinetActAreFound(String options, boolean found) {
        at("CS-1", "modbus-tcp://192.0.2.10?" + options);

        assertThat(configuration(Map.of()).check()).hasSize(found ? 1 : 0).allSatisfy(problem -> {
            assertThat(problem.what()).contains("CS-1", "power limit");
            assertThat(problem.remedy()).contains("driverUri");
        });
    }

    @ParameterizedTest
    @CsvSource({"120000000,", "19999999,may end a gateway that is well", "'',does not watch the gateway"})
    void theWatchdogOfSystemdIsThereAndPatient(String micros, @Nullable String what) {
        List<Problem> found = configuration(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", micros))
                .check();

        assertThat(found).hasSize(what == null ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.what()).contains(what);
            assertThat(problem.remedy()).contains("WatchdogSec");
        });
    }

    @Test
    void nobodyLooksForSystemdWhereItDidNotStartTheGateway() {
        assertThat(configuration(Map.of("WATCHDOG_USEC", "1")).check()).isEmpty();
    }

    private ConfigurationCheck configuration(Map<String, String> environment) {
        return new ConfigurationCheck(gateway, time, environment);
    }

    private void at(String stationId, String driverUri) {
        gateway.stations.add(station(
                stationId,
                "online",
                "Accepted",
                "up",
                List.of(),
                new Equipment(driverUri, null, null, null, List.of()),
                List.of()));
    }

    // --- a gateway that does not answer ---

    @Test
    void aGatewayThatFailsToAnswerIsAProblemOfItsOwn() {
        assertThat(Looking.at(CompletableFuture.failedFuture(new IllegalStateException()), "nothing"))
                .isEqualTo("nothing");
    }

    private static StationView station(String stationId) {
        return station(stationId, "online", "Accepted", "up", List.of(), Equipment.UNKNOWN, List.of());
    }

    private static StationView station(
            String stationId,
            String connection,
            String registration,
            String hardware,
            List<String> missing,
            Equipment equipment,
            List<Problem> problems) {
        StationView some = Stations.charging(stationId);
        return new StationView(
                stationId,
                some.driver(),
                some.product(),
                connection,
                null,
                registration,
                1,
                2,
                some.networkProfiles(),
                hardware,
                some.evses(),
                some.transactions(),
                new Queue(0, null),
                List.of(),
                missing,
                problems,
                some.csmsUrl(),
                equipment);
    }
}
