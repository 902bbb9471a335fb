package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.UnlockConnector;
import io.karge.driver.HardwareCommand.VendorCommand;
import io.karge.driver.testkit.TestModels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandBlockTest {
    private final PowerLimits limits = new PowerLimits(TestModels.dc(2));

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new AllowEnergy(2, null), new CommandBlock(1, 2, 0, "")),
                Arguments.of(new StopEnergy(2), new CommandBlock(2, 2, 0, "")),
                Arguments.of(new SetAvailability(1, true), new CommandBlock(3, 1, 1, "")),
                Arguments.of(new SetAvailability(0, false), new CommandBlock(3, 0, 0, "")),
                Arguments.of(new UnlockConnector(1, 1), new CommandBlock(4, 1, 0, "")),
                Arguments.of(new Reboot(), new CommandBlock(5, 0, 0, "")),
                Arguments.of(new ShowMessage(1, "Hello"), new CommandBlock(6, 1, 0, "Hello")),
                Arguments.of(new VendorCommand(1, "Identify", Map.of()), new CommandBlock(8, 1, 0, "")),
                Arguments.of(new VendorCommand(1, "Dance", Map.of()), null),
                Arguments.of(new CollectLogs(Path.of("logs")), null));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void hasACodeForEachCommandOfTheMap(HardwareCommand command, CommandBlock block) {
        assertThat(CommandBlock.of(command, limits)).isEqualTo(block);
    }

    @Test
    void allowsEnergyWithTheLimitInForce() {
        limits.set(1, 70_000);
        limits.setForSession(1, 90_000);

        assertThat(CommandBlock.of(new AllowEnergy(1, 90_000), limits)).isEqualTo(new CommandBlock(1, 1, 70_000, ""));
    }

    @Test
    void laysOutTheRegistersFromTheSequenceOn() {
        int[] registers = new CommandBlock(7, 3, 0x12345678L, "ABC").registers(0xFFFF);

        assertThat(registers).hasSize(25);
        assertThat(Arrays.copyOf(registers, 8)).containsExactly(0xFFFF, 7, 3, 0x1234, 0x5678, 0x4142, 0x4300, 0);
    }

    @Test
    void cutsALongTextBetweenTwoCharacters() {
        assertThat(text("x".repeat(50))).isEqualTo("x".repeat(40));
        assertThat(text("x".repeat(39) + "\u00e4")).isEqualTo("x".repeat(39));
        assertThat(text("x".repeat(38) + "\u00e4\u00e4")).isEqualTo("x".repeat(38) + "\u00e4");
        assertThat(text("x".repeat(38) + "\ud83d\udd0c")).isEqualTo("x".repeat(38));
    }

    private static String text(String text) {
        int[] registers = new CommandBlock(6, 0, 0, text).registers(1);
        ByteBuffer bytes = ByteBuffer.allocate(40);
        for (int i = 5; i < registers.length; i++) {
            bytes.putShort((short) registers[i]);
        }
        return new String(bytes.array(), StandardCharsets.UTF_8).replace("\0", "");
    }
}
