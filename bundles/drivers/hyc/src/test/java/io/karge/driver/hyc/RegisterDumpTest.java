package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.hyc.fixture.RegisterCabinet;
import io.karge.driver.testkit.RecordingSink;
import io.karge.driver.testkit.TestContext;
import io.karge.driver.testkit.TestModels;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver gives for an archive of logs (N01): the registers, without what names a customer. */
class RegisterDumpTest {
    private static final String UID = "04D1E2A3B4C5F6";

    private final VirtualTime time = new VirtualTime();
    private final RegisterCabinet cabinet = new RegisterCabinet(time, 2);
    private final RecordingSink sink = new RecordingSink();

    @TempDir
    Path folder;

    private StationDriver driver;

    @BeforeEach
    void start() {
        TestContext context = TestContext.in(time, folder.resolve("staging")).withUri("modbus-tcp://192.0.2.10");
        driver = HycDriver.over(cabinet, collecting(), context, HycOptions.parse(context.uri()));
        driver.start(sink);
        time.runUntilIdle();
    }

    @AfterEach
    void stop() {
        driver.stop(Duration.ZERO);
    }

    private static StationModel collecting() {
        StationModel dc = TestModels.dc(3); // one more than the cabinet has
        Set<String> commands = new HashSet<>(dc.commands());
        commands.add("CollectLogs");
        return new StationModel(
                dc.driver(),
                dc.vendor(),
                dc.model(),
                dc.hardwareVersions(),
                dc.firmwareVersions(),
                dc.evses(),
                dc.reader(),
                dc.displays(),
                commands);
    }

    private CommandResult collect(Path into) {
        List<CommandResult> answers = new ArrayList<>();
        driver.execute(new CollectLogs(into)).thenAccept(answers::add);
        time.advanceUntil(() -> !answers.isEmpty(), Duration.ofSeconds(15));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private String dump() throws IOException {
        return Files.readString(folder.resolve(RegisterDump.FILE));
    }

    /** How a text stands in registers. */
    private static List<String> registers(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        List<String> registers = new ArrayList<>();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            registers.add(String.format(Locale.ROOT, "0x%02X%02X", bytes[i], bytes[i + 1]));
        }
        return registers;
    }

    @Test
    void writesEveryRegisterWithItsAddress() throws IOException {
        assertThat(collect(folder)).isInstanceOf(CommandResult.Accepted.class);

        assertThat(dump())
                .startsWith("Registers of the In Memory at ")
                .contains("station, input registers", "\n    2  0x0002      2\n")
                .contains("integration block, input registers", "\n 1000  0x0001      1\n")
                .contains("connector 1, input registers", "connector 2, input registers", "\n  253  0x")
                .contains("limits of connector 2, holding registers", "command, without its text")
                .contains("connector 3: ");
    }

    @Test
    void masksTheCardTheVehicleAndWhatIsShownToThem() throws IOException {
        cabinet.present(UID, 1, 1);
        cabinet.connector(1).pluggedIn = true;
        cabinet.connector(1).evccId = HexFormat.of().parseHex("00FFEEDDCCBBAA99");
        List<CommandResult> shown = new ArrayList<>();
        driver.execute(new ShowMessage(1, "Welcome Ada")).thenAccept(shown::add);
        time.advance(Duration.ofSeconds(5));

        collect(folder);

        assertThat(shown).hasSize(1);
        assertThat(dump()).contains(" 1005  ***").doesNotContain(UID);
        assertThat(registers(UID)).noneMatch(dump()::contains);
        assertThat(registers("Welcome Ada")).noneMatch(dump()::contains);
        assertThat(dump()).contains("  118  ***").doesNotContain("0xEEDD").doesNotContain("0xCCBB");
    }

    @Test
    void saysWhyItCannotBeWritten() {
        assertThat(collect(folder.resolve("nowhere")).text()).contains("nowhere");
        assertThat(sink.last(LinkChanged.class).up())
                .as("the link is none the worse")
                .isTrue();
    }

    @Test
    void givesNothingWithoutALink() {
        cabinet.reachable(false);
        time.advance(Duration.ofSeconds(1));

        assertThat(collect(folder)).isInstanceOf(CommandResult.LinkDown.class);
        assertThat(folder.resolve(RegisterDump.FILE)).doesNotExist();
    }
}
