package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandsTest {
    @TempDir
    Path folder;

    private SimulatorFixture fixture;
    private SimulatedStation station;
    private final Simulators simulators = new Simulators();

    @BeforeEach
    void open() {
        fixture = new SimulatorFixture(folder);
        station = fixture.start("demo");
        simulators.stations = fixture.stations;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void thereIsACommandForEachCall() {
        assertThat(Stream.of(
                                new ListCommand(),
                                new PlugInCommand(),
                                new UnplugCommand(),
                                new VehicleCommand(),
                                new StopButtonCommand(),
                                new PresentTokenCommand(),
                                new FaultCommand(),
                                new ClearFaultCommand(),
                                new PowerCycleCommand(),
                                new LinkCommand(),
                                new FirmwareCommand(),
                                new TrapCommand())
                        .map(command -> command.getClass().getAnnotation(Command.class))
                        .map(command -> command.scope() + ":" + command.name()))
                .containsExactly(
                        "simulator:list",
                        "simulator:plug-in",
                        "simulator:unplug",
                        "simulator:vehicle",
                        "simulator:stop-button",
                        "simulator:present-token",
                        "simulator:fault",
                        "simulator:clear-fault",
                        "simulator:power-cycle",
                        "simulator:link",
                        "simulator:firmware",
                        "simulator:trap");
    }

    @Test
    void listsARowPerEvseAsTableAndAsJson() throws Exception {
        ListCommand list = new ListCommand();
        list.simulators = simulators;
        assertThat(printed(list))
                .contains("demo", "cCCS2", "none", "open", "demo is a hyc-400-eu, firmware", "boot counter");
        assertThat(printed(list).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        list.json = true;
        JsonNode rows = Bodies.JSON.readTree(printed(list));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get("evseId").asInt()).isEqualTo(2);
        assertThat(rows.get(1).get("cable").asText()).isEqualTo("none");
    }

    @Test
    void saysHowToAddASimulatorWhenThereIsNone() throws Exception {
        simulators.stations = List.of();
        ListCommand list = new ListCommand();
        list.simulators = simulators;
        assertThat(printed(list)).contains("etc/io.karge.simulator-<name>.cfg");
    }

    @Test
    void actOnTheCabinet() throws Exception {
        PlugInCommand plugIn = evse(new PlugInCommand());
        plugIn.batteryKwh = "2";
        plugIn.soc = "55.5";
        plugIn.maxKw = "100";
        plugIn.evccId = "cafe";
        assertThat(act(plugIn).vehicle()).isEqualTo("waiting");
        assertThat(fixture.stateFile("demo").load().evses().get(1).vehicle())
                .isEqualTo(new Vehicle(2_000, 55.5, 100_000, "CAFE"));
        VehicleCommand vehicle = evse(new VehicleCommand());
        vehicle.state = "suspended";
        assertThat(act(vehicle).vehicle()).isEqualTo("suspended");
        FaultCommand fault = evse(new FaultCommand());
        fault.code = "OverVoltage";
        assertThat(act(fault).faults()).containsExactly("OverVoltage");
        ClearFaultCommand clear = evse(new ClearFaultCommand());
        clear.code = "OverVoltage";
        assertThat(act(clear).faults()).isEmpty();
        act(evse(new StopButtonCommand()));
        assertThat(act(evse(new UnplugCommand())).cable()).isEqualTo("none");
    }

    @Test
    void actOnTheStation() throws Exception {
        PresentTokenCommand token = named(new PresentTokenCommand());
        token.idToken = "CAFE";
        act(token);
        LinkCommand link = named(new LinkCommand());
        link.mode = "exceptions";
        act(link);
        assertThat(station.view().link()).isEqualTo("exceptions");
        FirmwareCommand firmware = named(new FirmwareCommand());
        firmware.failAt = "verify";
        act(firmware);
        TrapCommand trap = named(new TrapCommand());
        trap.trap = "limit-watchdog";
        trap.state = "on";
        act(trap);
        trap.state = "perhaps";
        assertThatThrownBy(() -> act(trap)).hasMessageContaining("neither on nor off");
        PowerCycleCommand power = named(new PowerCycleCommand());
        var back = power.act(station).toCompletableFuture();
        fixture.time.advance(Duration.ofSeconds(3));
        assertThat(back).isCompletedWithValueMatching(view -> view.bootCounter() == 2);
    }

    @Test
    void printTheCabinetAsItIsAfterwards() throws Exception {
        try (SimulatorFixture immediate = new SimulatorFixture(folder, Runnable::run)) {
            LinkCommand link = named(new LinkCommand());
            simulators.stations = List.of(immediate.start("other"));
            link.name = "other";
            link.mode = "silent";
            link.json = true;
            JsonNode rows = Bodies.JSON.readTree(printed(link));
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0).get("link").asText()).isEqualTo("silent");
        }
    }

    @Test
    void sayWhatIsWrong() {
        UnplugCommand unplug = evse(new UnplugCommand());
        assertThatThrownBy(unplug::execute).hasMessageContaining("plug in first");
        unplug.name = "nobody";
        assertThatThrownBy(unplug::execute)
                .hasCauseInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("there are demo");
    }

    private EvseView act(SimulatorCommand command) {
        return fixture.done(command.act(station)).evses().get(1);
    }

    private <T extends SimulatorCommand> T named(T command) {
        command.simulators = simulators;
        command.name = "demo";
        return command;
    }

    private <T extends EvseCommand> T evse(T command) {
        command.evseId = 2;
        return named(command);
    }

    private static String printed(Action command) throws Exception {
        return captured(command::execute);
    }

    private static String captured(Callable<?> action) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            action.call();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
