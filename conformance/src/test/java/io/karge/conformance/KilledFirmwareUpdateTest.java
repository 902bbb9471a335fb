package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.driver.TokenType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.simulator.FirmwareFailure;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Vehicle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies while firmware is updated: at each write, as it is about to be stored and when it is stored and nobody
 * knows, and at each moment of download, waiting, installation and restart. Afterwards the update is finished or told to have
 * failed, as the hardware has it; each state was told once and in order (L01.FR.01, L01.FR.28, L01.FR.29); nothing lies about; and
 * the vehicle that charged in the beginning has charged to its end (L01.FR.06).
 */
class KilledFirmwareUpdateTest {
    private static final int REQUEST_ID = 7;
    private static final Duration STEP = Duration.ofSeconds(1);

    /** From the request on: it is fetched, waits for the vehicle, and is installed. */
    private static final Duration CHARGES = Duration.ofSeconds(15);

    private static final Duration INSTALLS = Duration.ofSeconds(60);

    private static final List<String> DONE = List.of(
            "Downloading",
            "Downloaded",
            "SignatureVerified",
            "InstallScheduled",
            "Installing",
            "InstallRebooting",
            "Installed");

    private static final Set<String> FAILED = Set.of("InstallVerificationFailed", "InstallationFailed");

    private static final JsonMapper JSON = new JsonMapper();
    private static final TestAuthority MANUFACTURER = TestAuthority.root("Manufacturer Root");
    private static final Credentials SIGNER = MANUFACTURER.firmwareSigner(
            CertificateOrder.server("Firmware Signing").withNames());
    private static final byte[] IMAGE = image();

    @TempDir
    Path folder;

    private static byte[] image() {
        byte[] image = new byte[3 << 20];
        new Random(7).nextBytes(image);
        return image;
    }

    /** What else happens than the death of the process. */
    private enum Misfortune {
        NONE,
        /** The hardware does not accept the image. */
        VERIFICATION_FAILS,
        /** With the process goes the power of the cabinet. */
        POWER_IS_LOST
    }

    /**
     * When the process dies.
     *
     * @param write from the request on; none when 0
     * @param stored whether that one is stored
     * @param moment from the request on, where it does not die at a write
     */
    private record Death(int write, boolean stored, Duration moment) {
        private static final Duration NEVER = Duration.ofDays(1);

        static final Death NONE = new Death(Integer.MAX_VALUE, false, NEVER);

        static Death at(Duration moment) {
            return new Death(Integer.MAX_VALUE, false, moment);
        }

        boolean isNone() {
            return equals(NONE);
        }

        @Override
        public String toString() {
            return moment.equals(NEVER)
                    ? "died " + (stored ? "after" : "before") + " write " + write
                    : "died " + moment.toMillis() + " ms after the request";
        }
    }

    @TestFactory
    Stream<DynamicTest> atEveryWrite() {
        int writes = run(Death.NONE, Misfortune.NONE);
        assertThat(writes).as("writes of an undisturbed update").isGreaterThan(15);
        return IntStream.rangeClosed(1, writes)
                .boxed()
                .flatMap(write -> Stream.of(new Death(write, false, Death.NEVER), new Death(write, true, Death.NEVER)))
                .map(death -> test(death, Misfortune.NONE));
    }

    @TestFactory
    Stream<DynamicTest> atEveryMoment() {
        return moments().map(death -> test(death, Misfortune.NONE));
    }

    @TestFactory
    Stream<DynamicTest> atEveryMomentWithHardwareThatRefusesTheImage() {
        return moments().map(death -> test(death, Misfortune.VERIFICATION_FAILS));
    }

    @TestFactory
    Stream<DynamicTest> atEveryMomentWithThePowerOfTheCabinet() {
        return moments().map(death -> test(death, Misfortune.POWER_IS_LOST));
    }

    private static Stream<Death> moments() {
        return IntStream.range(0, (int) (CHARGES.plus(INSTALLS).toMillis() / STEP.toMillis()))
                .mapToObj(step -> Death.at(STEP.multipliedBy(step).plusMillis(10)));
    }

    private DynamicTest test(Death death, Misfortune misfortune) {
        return DynamicTest.dynamicTest(death.toString(), () -> run(death, misfortune));
    }

    /** Gives how many writes there were from the request on. */
    private int run(Death death, Misfortune misfortune) {
        try (Story story = new Story(folder, death, misfortune)) {
            story.runs();
            story.isToldRight();
            story.leavesNothingBehind();
            story.hasChargedItsVehicle();
            story.canChargeAgain();
            return story.writes;
        }
    }

    /** A vehicle charges; firmware is ordered; the vehicle leaves; all of it until the end of the update. */
    private static final class Story implements AutoCloseable {
        private final MortalStation station;
        private final Death death;
        private final Misfortune misfortune;
        private boolean dead;
        private int writes;
        private boolean closedBeforeTheUnplug;

        Story(Path folder, Death death, Misfortune misfortune) {
            this.death = death;
            this.misfortune = misfortune;
            station = new MortalStation(
                    folder, MortalStation.config("ws://127.0.0.1/ocpp", 1), (time, csms) -> csms, IMAGE);
            call(
                    "InstallCertificate",
                    JSON.createObjectNode()
                            .put("certificateType", "ManufacturerRootCertificate")
                            .put("certificate", PemCertificates.write(List.of(MANUFACTURER.certificate()))));
            station.time.advance(Duration.ofSeconds(5));
            charge();
        }

        private void charge() {
            station.cabinet.plugIn(1, Vehicle.DEFAULT);
            station.time.advance(Duration.ofSeconds(3));
            station.cabinet.presentCard("04A2B3C4", TokenType.ISO14443, 1);
            station.time.advance(Duration.ofSeconds(20));
        }

        private String call(String action, JsonNode payload) {
            return station.csms.call(action, payload.toString());
        }

        private void order() {
            ObjectNode order = JSON.createObjectNode().put("requestId", REQUEST_ID);
            order.putObject("firmware")
                    .put("location", "https://files.example/image.bin")
                    .put("retrieveDateTime", "2020-01-01T00:00:00Z")
                    .put("installDateTime", "2020-01-01T00:00:00Z")
                    .put("signingCertificate", PemCertificates.write(SIGNER.chain()))
                    .put("signature", Base64.getEncoder().encodeToString(SIGNER.sign(IMAGE)));
            call("UpdateFirmware", order);
        }

        void runs() {
            station.cabinet.prepareUpdate(
                    misfortune == Misfortune.VERIFICATION_FAILS ? FirmwareFailure.VERIFY : FirmwareFailure.NONE,
                    FirmwareVersion.parse("3.1.0"));
            station.disk().dieAt(death.write(), death.stored());
            long ordered = station.time.nanoTime();
            order();
            pass(ordered, CHARGES);
            closedBeforeTheUnplug = isPowerPathClosed();
            station.cabinet.unplug(1);
            pass(ordered, INSTALLS);
            if (!dead) {
                writes = station.disk().commits();
            }
            assertThat(dead).as("it died").isEqualTo(!death.isNone());
            if (statuses().isEmpty()) { // the CSMS never heard of it, and asks again
                order();
            }
            for (int minutes = 0; minutes < 80 && !isOver(); minutes++) {
                station.time.advance(Duration.ofMinutes(1));
            }
            station.time.advance(Duration.ofMinutes(2));
        }

        private void pass(long ordered, Duration much) {
            long end = station.time.nanoTime() + much.toNanos();
            while (station.time.nanoTime() < end) {
                long left = end - station.time.nanoTime();
                long toDeath = ordered + death.moment().toNanos() - station.time.nanoTime();
                if (!dead && toDeath <= 0) {
                    dies();
                } else if (station.time.advanceUntil(
                        () -> !dead && station.disk().isDead(),
                        Duration.ofNanos(dead ? left : Math.min(left, toDeath)))) {
                    dies();
                }
            }
        }

        private void dies() {
            dead = true;
            if (misfortune == Misfortune.POWER_IS_LOST) {
                station.cabinet.powerCycle(Duration.ofSeconds(3));
            }
            station.dies();
        }

        private boolean isPowerPathClosed() {
            return station.cabinet.view().evses().get(0).contactors().equals("closed");
        }

        /** What the CSMS was told, what was repeated once. */
        private List<JsonNode> told(String action, Predicate<JsonNode> which) {
            Set<String> ids = new HashSet<>();
            return station.csms.told.stream()
                    .filter(told ->
                            told.action().equals(action) && which.test(told.payload()) && ids.add(told.messageId()))
                    .map(StoryCsms.Told::payload)
                    .toList();
        }

        private List<String> statuses() {
            return told(
                            "FirmwareStatusNotification",
                            status -> status.path("requestId").asInt() == REQUEST_ID)
                    .stream()
                    .map(status -> status.path("status").asText())
                    .toList();
        }

        private boolean isOver() {
            List<String> statuses = statuses();
            String last = statuses.isEmpty() ? "" : statuses.get(statuses.size() - 1);
            return last.equals("Installed") || FAILED.contains(last);
        }

        void isToldRight() {
            assertThat(told("FirmwareStatusNotification", any -> true))
                    .as("states of this update alone")
                    .hasSameSizeAs(statuses());
            List<String> statuses = statuses();
            String last = statuses.get(statuses.size() - 1);
            boolean runs = station.cabinet.view().firmware().equals("3.1.0");
            assertThat(last.equals("Installed"))
                    .as("what %s says of the hardware", statuses)
                    .isEqualTo(runs);
            if (misfortune == Misfortune.NONE) {
                assertThat(last).isEqualTo("Installed");
            }
            List<String> expected =
                    runs ? DONE : Stream.concat(DONE.stream(), Stream.of(last)).toList();
            assertThat(statuses)
                    .as("each once, in order")
                    .doesNotHaveDuplicates()
                    .isSubsetOf(expected);
            assertThat(statuses).isSortedAccordingTo((a, b) -> expected.indexOf(a) - expected.indexOf(b));
            assertThat(statuses)
                    .startsWith("Downloading", "Downloaded", "SignatureVerified")
                    .contains("Installing");
            assertThat(told(
                            "SecurityEventNotification",
                            event -> event.path("type").asText().equals("FirmwareUpdated")))
                    .as("FirmwareUpdated")
                    .hasSize(runs ? 1 : 0);
            List<JsonNode> boots = told("BootNotification", any -> true);
            assertThat(boots.get(boots.size() - 1)
                            .at("/chargingStation/firmwareVersion")
                            .asText())
                    .isEqualTo(runs ? "3.1.0" : "3.0.0");
        }

        void leavesNothingBehind() {
            assertThat(station.files()).isEmpty();
        }

        /** E12.FR.01: one transaction, from Started to Ended, none of which the update has anything to do with. */
        void hasChargedItsVehicle() {
            Set<String> ids = new HashSet<>();
            List<JsonNode> events = station.csms.received.stream()
                    .filter(event -> ids.add(event.messageId()))
                    .map(StoryCsms.Received::event)
                    .toList();
            assertThat(events)
                    .extracting(
                            event -> event.at("/transactionInfo/transactionId").asText())
                    .containsOnly(
                            events.get(0).at("/transactionInfo/transactionId").asText());
            assertThat(events)
                    .extracting(event -> event.path("seqNo").asInt())
                    .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
            JsonNode end = events.get(events.size() - 1);
            assertThat(end.path("eventType").asText()).isEqualTo("Ended");
            String reason = end.at("/transactionInfo/stoppedReason").asText();
            if (misfortune == Misfortune.POWER_IS_LOST && !closedBeforeTheUnplug) {
                assertThat(reason).isEqualTo("PowerLoss");
            } else if (misfortune == Misfortune.POWER_IS_LOST) { // as it left, or later
                assertThat(reason).isIn("EVDisconnected", "PowerLoss");
            } else {
                assertThat(closedBeforeTheUnplug).as("it charged until it left").isTrue();
                assertThat(reason).isEqualTo("EVDisconnected");
            }
        }

        /** Nothing of the update keeps vehicles away. */
        void canChargeAgain() {
            assertThat(station.view().problems())
                    .hasSize(station.cabinet.view().firmware().equals("3.1.0") ? 0 : 1);
            charge();
            assertThat(isPowerPathClosed()).as("it charges again").isTrue();
        }

        @Override
        public void close() {
            station.close();
        }
    }
}
