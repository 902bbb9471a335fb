package io.karge.block.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.messages.UpdateFirmwareResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.FirmwareType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.Secrets;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.HoldEffect;
import io.karge.station.ProductFacts;
import io.karge.station.SecurityEvents;
import io.karge.station.TransactionControl;
import io.karge.station.TrustStore;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import io.karge.station.testkit.SentCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A station with the block, a manufacturer whose root it trusts, and a CSMS that answers when it is asked to. */
final class Bench {
    static final TestAuthority ROOT = TestAuthority.root("Manufacturer Root");
    static final Credentials SIGNER =
            ROOT.firmwareSigner(CertificateOrder.server("Firmware Signing").withNames());
    static final byte[] IMAGE = "the new firmware".getBytes(StandardCharsets.UTF_8);
    static final String LOCATION = "https://user:secret@files.example.com/firmware.bin";
    static final String HYC = "{\"optionalFeatures\":{\"C-60\":true},\"answers\":{\"AQ-7\":true}}";

    final BlockTester t;
    final FakeTransactions transactions;
    final Path folder;
    final List<String> events = new ArrayList<>();
    final Plain secrets = new Plain();
    private final Set<String> messageIds = new HashSet<>();
    private int told;

    Bench(Path folder) {
        this(folder, HYC);
    }

    Bench(Path folder, String product) {
        this.folder = folder;
        t = new BlockTester(new FirmwareBlockFactory(secrets), TestModels.dc(2), ProductFacts.read(product));
        t.useFolder(folder);
        t.deviceModel().preset(VariableKey.of("OCPPCommCtrlr", "FileTransferProtocols"), "HTTPS,SFTP");
        transactions = new FakeTransactions(t);
        t.offer(TransactionControl.class, transactions);
        t.offer(SecurityEvents.class, (type, info) -> events.add(type));
        t.trustStore().install(TrustStore.Use.MANUFACTURER, ROOT.certificate());
        t.start();
        settle();
    }

    /** What is due now is done, files included. */
    void settle() {
        t.advance(Duration.ZERO);
    }

    /** The block is made anew on what is stored. */
    void restart() {
        t.close();
        t.start();
        settle();
    }

    // --- the CSMS ---

    static String signature(byte[] image) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(SIGNER.sign(image));
    }

    /** A good one, to be fetched and installed at once. */
    FirmwareType firmware() {
        Instant past = t.now().minusSeconds(7200);
        return firmware(LOCATION, past, past);
    }

    /** A good one, from somewhere and at some time. */
    FirmwareType firmware(String location, Instant retrieve, @Nullable Instant install) {
        return FirmwareType.of(location, retrieve)
                .withInstallDateTime(install)
                .withSigningCertificate(PemCertificates.write(SIGNER.chain()))
                .withSignature(signature(IMAGE));
    }

    UpdateFirmwareRequest request(int requestId) {
        return UpdateFirmwareRequest.of(requestId, firmware());
    }

    UpdateFirmwareResponse ask(UpdateFirmwareRequest request) {
        UpdateFirmwareResponse response = t.request(request).response(UpdateFirmwareResponse.class);
        settle();
        return response;
    }

    void accepted(UpdateFirmwareRequest request) {
        assertThat(ask(request).status()).isEqualTo(UpdateFirmwareStatusEnumType.Accepted);
    }

    /** The states that were told since the last question, with their requestId; the CSMS answers each. */
    List<String> told() {
        List<String> since = new ArrayList<>();
        for (; told < t.calls().size(); told++) {
            SentCall call = t.calls().get(told);
            if (call.request() instanceof FirmwareStatusNotificationRequest status) {
                if (messageIds.add(call.messageId())) { // else it is a repetition
                    since.add(status.requestId() + " " + status.status().wire());
                }
                if (call.isOpen()) {
                    call.answer(FirmwareStatusNotificationResponse.of());
                }
            }
        }
        return since;
    }

    // --- the file ---

    /** The transfer that runs brings this. */
    void arrives(byte[] content) {
        Path file = t.transfers().last().order().file();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        t.transfers().last().moved(content.length);
        settle();
    }

    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- the hardware ---

    List<HardwareCommand> installs() {
        return t.commands().stream()
                .map(sent -> sent.command())
                .filter(HardwareCommand.InstallFirmware.class::isInstance)
                .toList();
    }

    void accepts() {
        t.lastCommand().accept();
    }

    void tells(FirmwareState state) {
        tells(state, null);
    }

    void tells(FirmwareState state, @Nullable String failure) {
        t.advance(Duration.ofMillis(1));
        t.hardwareEvent(new FirmwareProgress(t.time().wallClock(), state, 0, failure));
        settle();
    }

    /** The cabinet has restarted, and the station boots. */
    void boots(long counter, BootReason reason, String version) {
        bootsUnsettled(counter, reason, version);
        settle();
    }

    /** The same, and nothing of what the workers have to do is done yet. */
    void bootsUnsettled(long counter, BootReason reason, String version) {
        t.close();
        t.hardware().setCabinet(new CabinetState("SN-1", version, counter, reason));
        t.boot(reason == BootReason.FIRMWARE_UPDATE ? BootReasonEnumType.FirmwareUpdate : BootReasonEnumType.PowerUp);
    }

    void updated() {
        boots(2, BootReason.FIRMWARE_UPDATE, "3.1.0");
    }

    /** As far as the installation, which the hardware has taken up. */
    void installing(int requestId) {
        accepted(request(requestId));
        arrives(IMAGE);
        accepts();
    }

    boolean holds(HoldEffect effect) {
        return t.holds().anywhere(effect);
    }

    /** Seals so that nobody can read it by chance. */
    static final class Plain implements Secrets {
        /** The master key that seals. */
        String key = "one";

        @Override
        public boolean current(String sealedText) {
            return sealedText.startsWith(key + ":");
        }

        @Override
        public String seal(String purpose, String plain) {
            return key + ":"
                    + Base64.getEncoder().encodeToString((purpose + "\n" + plain).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String unseal(String purpose, String sealedText) {
            String[] parts = new String(
                            Base64.getDecoder().decode(sealedText.substring(sealedText.indexOf(':') + 1)),
                            StandardCharsets.UTF_8)
                    .split("\n", 2);
            if (!parts[0].equals(purpose)) {
                throw new UnreadableSecretException("for something else");
            }
            return parts[1];
        }

        @Override
        public String fingerprint(String text) {
            return Integer.toHexString(text.hashCode());
        }
    }
}
