package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareTransferTest {
    private final byte[] content = new byte[3 * (1 << 20) + 17];

    @TempDir
    Path staging;

    @TempDir
    Path shared;

    private Path image;
    private String sha256;

    @BeforeEach
    void writeAnImage() throws IOException, GeneralSecurityException {
        new Random(1).nextBytes(content);
        image = Files.write(staging.resolve("image"), content);
        sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void putsTheImageCompleteUnderItsNameAtTheEnd() throws IOException {
        try (FirmwareTransfer transfer = new FirmwareTransfer(image, sha256.toUpperCase(Locale.ROOT), shared)) {
            int steps = 0;
            while (transfer.step()) {
                steps++;
                assertThat(files()).allMatch(name -> name.endsWith(".part"));
            }
            transfer.finish();
            CommandBlock block = FirmwareTransfer.command(sha256, shared);

            assertThat(steps).isEqualTo(4);
            assertThat(block).isEqualTo(new CommandBlock(7, 0, content.length, sha256.substring(0, 32) + ".bin"));
            assertThat(shared.resolve(block.text())).hasBinaryContent(content);
        }
        assertThat(files()).containsExactly(sha256.substring(0, 32) + ".bin");
    }

    @Test
    void refusesAnImageThatIsNotTheOneAskedFor() throws IOException {
        String other = "0".repeat(64);
        try (FirmwareTransfer transfer = new FirmwareTransfer(image, other, shared)) {
            while (transfer.step()) {
                assertThat(files()).hasSize(1);
            }
            assertThatIOException().isThrownBy(transfer::finish).withMessageContaining(sha256);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItIsGivenUp() throws IOException {
        FirmwareTransfer transfer = new FirmwareTransfer(image, sha256, shared);
        transfer.step();
        transfer.close();

        assertThat(files()).isEmpty();
    }

    @Test
    void refusesWhatIsNoSha256() {
        assertThatIOException()
                .isThrownBy(() -> new FirmwareTransfer(image, "abc", shared))
                .withMessageContaining("no SHA-256");
    }

    @Test
    void refusesAnImageThatIsNotThere() throws IOException {
        assertThatIOException().isThrownBy(() -> new FirmwareTransfer(staging.resolve("none"), sha256, shared));
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.list(shared)) {
            return paths.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }
}
