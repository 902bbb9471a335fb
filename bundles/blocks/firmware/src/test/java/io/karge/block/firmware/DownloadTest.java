package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.station.TransferOutcome.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L01: fetching the image and verifying it. */
class DownloadTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    private int attempts() {
        return bench.t.transfers().all().size();
    }

    private void fails(Cause cause) {
        bench.t.transfers().last().failed(cause);
        bench.settle();
    }

    /** L01.FR.30 (field report L5): 503, cut in the middle, then it comes. */
    @Test
    void isTriedAsOftenAsTheCsmsSays() {
        bench.accepted(bench.request(7).withRetries(2).withRetryInterval(5));
        Path file = bench.t.transfers().last().order().file();
        fails(Cause.SERVER_ERROR);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 DownloadScheduled");
        bench.t.advance(Duration.ofMillis(4999));
        assertThat(attempts()).isEqualTo(1);
        bench.t.advance(Duration.ofMillis(1));
        assertThat(bench.told()).containsExactly("7 Downloading");
        fails(Cause.INTERRUPTED);
        bench.t.advance(Duration.ofSeconds(5));
        assertThat(attempts()).isEqualTo(3);
        assertThat(bench.t.transfers().last().order().file()).isEqualTo(file); // goes on where it stopped
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly(
                        "7 DownloadScheduled", "7 Downloading", "7 Downloaded", "7 SignatureVerified", "7 Installing");
    }

    @Test
    void failsAfterTheLastAttemptOnly() {
        bench.accepted(bench.request(7).withRetries(2).withRetryInterval(5));
        for (int attempt = 1; attempt <= 2; attempt++) {
            fails(Cause.UNREACHABLE);
            assertThat(bench.told()).doesNotContain("7 DownloadFailed");
            bench.t.advance(Duration.ofSeconds(5));
        }
        bench.told();
        fails(Cause.UNREACHABLE);
        assertThat(bench.told()).containsExactly("7 DownloadFailed");
        bench.t.advance(Duration.ofDays(1));
        assertThat(attempts()).isEqualTo(3);
        assertThat(bench.files()).isEmpty();
        assertThat(bench.t.problems().raised().get("firmware")).contains("UNREACHABLE", "DownloadFailed");
    }

    /** Without a pause nothing is scheduled: it is one state, told once. */
    @Test
    void triesAgainAtOnceWhenThereIsNoPause() {
        bench.accepted(bench.request(7).withRetries(1).withRetryInterval(0));
        fails(Cause.NOT_FOUND);
        assertThat(attempts()).isEqualTo(2);
        fails(Cause.NOT_FOUND);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 DownloadFailed");
    }

    @Test
    void noRetriesMeansNone() {
        bench.accepted(bench.request(7).withRetries(0));
        fails(Cause.UNREACHABLE);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 DownloadFailed");
    }

    /** What the CSMS leaves to the station: what may go better by itself is tried again, the rest not. */
    @Test
    void decidesByTheCauseWhereTheCsmsDoesNotSay() {
        bench.accepted(bench.request(7));
        fails(Cause.NOT_FOUND);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 DownloadFailed");
        bench.accepted(bench.request(8));
        for (int attempt = 1; attempt <= Download.RETRIES; attempt++) {
            fails(Cause.UNREACHABLE);
            bench.t.advance(Download.RETRY_INTERVAL);
        }
        fails(Cause.UNREACHABLE);
        assertThat(attempts()).isEqualTo(2 + Download.RETRIES);
        assertThat(bench.told()).last().isEqualTo("8 DownloadFailed");
    }

    /** What no attempt can help is not tried again. */
    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"BAD_LOCATION", "UNSUPPORTED_SCHEME", "FORBIDDEN_ADDRESS"})
    void endsAtOnceWhenNoAttemptCanHelp(Cause cause) {
        bench.accepted(bench.request(7).withRetries(5).withRetryInterval(1));
        fails(cause);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 DownloadFailed");
    }

    // --- while a vehicle charges ---

    /** AQ-7. */
    @Test
    void goesOnWhileAVehicleCharges() {
        bench.transactions.begin(1);
        bench.accepted(bench.request(7));
        assertThat(bench.told()).containsExactly("7 Downloading");
    }

    /** L01.FR.13, L01.FR.14: a product that cannot. */
    @Test
    void waitsForVehiclesWhereTheProductCannotDoBoth() {
        bench = new Bench(folder, "{\"optionalFeatures\":{\"C-60\":true}}");
        bench.transactions.begin(1);
        bench.accepted(bench.request(7));
        assertThat(bench.told()).containsExactly("7 DownloadScheduled");
        assertThat(attempts()).isZero();
        bench.transactions.end(1);
        assertThat(bench.told()).containsExactly("7 Downloading");
        bench.transactions.begin(2);
        assertThat(bench.told()).containsExactly("7 DownloadPaused");
        assertThat(bench.t.transfers().last().isOver()).isTrue();
        bench.restart();
        assertThat(bench.told()).isEmpty();
        bench.transactions.end(2);
        assertThat(attempts()).isEqualTo(2);
        assertThat(bench.t.transfers().all().get(1).order().file())
                .isEqualTo(bench.t.transfers().all().get(0).order().file());
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly("7 Downloading", "7 Downloaded", "7 SignatureVerified", "7 Installing");
    }

    // --- the signature ---

    /** L01.FR.03, L01.FR.04, L01.FR.12: each octet counts. */
    @Test
    void oneFlippedBitIsNoticed() {
        byte[] flipped = Bench.IMAGE.clone();
        flipped[5] ^= 1;
        bench.accepted(bench.request(7));
        bench.arrives(flipped);
        assertThat(bench.told()).containsExactly("7 Downloading", "7 Downloaded", "7 InvalidSignature");
        assertThat(bench.events).containsExactly("InvalidFirmwareSignature");
        assertThat(bench.installs()).isEmpty();
        assertThat(bench.files()).isEmpty();
        assertThat(bench.t.problems().raised().get("firmware")).contains("InvalidSignature", "was not made over");
    }

    /** L01, step 5: a signature that is missing, or none. */
    @Test
    void missingAndUnreadableSignaturesAreNoticed() {
        for (String signature : Collections.unmodifiableList(java.util.Arrays.asList(null, "", "no base64!", "AAAA"))) {
            bench.events.clear();
            bench.accepted(UpdateFirmwareRequest.of(7, bench.firmware().withSignature(signature)));
            bench.arrives(Bench.IMAGE);
            assertThat(bench.told()).last().isEqualTo("7 InvalidSignature");
            assertThat(bench.events).containsExactly("InvalidFirmwareSignature");
        }
    }

    /** Signed by somebody else of the same manufacturer. */
    @Test
    void onlyTheSignerOfTheRequestCounts() {
        byte[] other = Bench.ROOT
                .firmwareSigner(io.karge.security.testkit.CertificateOrder.server("Another")
                        .withNames())
                .sign(Bench.IMAGE);
        bench.accepted(UpdateFirmwareRequest.of(
                7, bench.firmware().withSignature(java.util.Base64.getEncoder().encodeToString(other))));
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told()).last().isEqualTo("7 InvalidSignature");
    }

    /** The image is gone before it was verified: it is fetched anew. */
    @Test
    void isFetchedAnewWhenItIsNotThere() throws Exception {
        bench.transactions.begin(1);
        bench.accepted(bench.request(7).withRetries(1).withRetryInterval(0));
        bench.arrives(Bench.IMAGE);
        bench.told();
        bench.t.close();
        for (Path file : List.copyOf(bench.files())) {
            Files.delete(file);
        }
        bench.t.start();
        bench.settle();
        assertThat(attempts()).isEqualTo(2);
        bench.arrives(Bench.IMAGE);
        assertThat(bench.told())
                .containsExactly("7 Downloading", "7 Downloaded", "7 SignatureVerified", "7 InstallScheduled");
    }
}
