package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets, polled by a master from another house. */
@Timeout(60)
class ModbusServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    private SimulatorFixture fixture;
    private SimulatedStation station;
    private final List<ModbusTCPMaster> masters = new ArrayList<>();

    @BeforeEach
    void open() {
        fixture = new SimulatorFixture(folder);
        station = fixture.start("demo");
    }

    @AfterEach
    void close() {
        masters.forEach(ModbusTCPMaster::disconnect);
        fixture.close();
    }

    @Test
    void aMasterReadsAndWrites() throws Exception {
        ModbusTCPMaster master = connect();
        assertThat(words(master.readInputRegisters(1, 46, 3))).containsExactly(3, 0, 0);
        master.writeMultipleRegisters(1, 100, registers(0, 50_000));
        assertThat(words(master.readMultipleRegisters(1, 100, 4))).containsExactly(0, 50_000, 0, 0);
        fixture.done(station.plugIn(1, Vehicle.DEFAULT).exceptionally(e -> null));
        master.writeMultipleRegisters(1, 1100, registers(1, Bench.ALLOW, 1, 0, 0));
        fixture.time.advance(Duration.ofSeconds(10));
        assertThat(words(master.readInputRegisters(1, 104, 2))).containsExactly(0, 50_000);
        assertThat(words(master.readInputRegisters(1, 0, 53))).hasSize(53);
    }

    @Test
    void answersWithExceptions() throws Exception {
        ModbusTCPMaster master = connect();
        assertException(2, () -> master.readInputRegisters(1, 300, 1));
        assertException(3, () -> master.writeMultipleRegisters(1, 100, registers(1)));
        assertException(1, () -> master.readCoils(1, 0, 1));
        assertException(11, () -> master.readInputRegisters(9, 0, 1));
        assertThat(words(master.readInputRegisters(1, 2, 1))).containsExactly(2);
    }

    @Test
    void aChangeWaitsForTheMasterToPollIt() throws Exception {
        ModbusTCPMaster master = connect();
        master.readInputRegisters(1, 150, 1);
        var change = station.plugIn(1, Vehicle.DEFAULT).toCompletableFuture();
        fixture.time.runUntilIdle();
        master.readInputRegisters(1, 0, 1);
        assertThat(change).isNotDone();
        master.readInputRegisters(1, 100, 59);
        master.readInputRegisters(1, 0, 1);
        await().untilAsserted(() -> assertThat(change).isCompleted());
        assertThat(fixture.time.pendingTimers()).isZero();
    }

    @Test
    void aChangeDoesNotWaitForeverForAMasterThatDoesNotPoll() throws Exception {
        connect().readInputRegisters(1, 150, 1);
        var change = station.plugIn(1, Vehicle.DEFAULT).toCompletableFuture();
        fixture.time.advance(Duration.ofMillis(4_999));
        assertThat(change).isNotDone();
        fixture.time.advance(Duration.ofMillis(1));
        assertThat(change).isCompleted();
    }

    @Test
    void aPowerCycleDropsAndRefusesAndIsDoneWhenAMasterPolledTheNewBoot() throws Exception {
        CompletableFuture<StationView> change;
        try (Socket master = polling()) {
            change = station.powerCycle(Duration.ofSeconds(3)).toCompletableFuture();
            assertEnd(master.getInputStream());
            await().untilAsserted(this::assertRefused);
        }
        fixture.time.advance(Duration.ofSeconds(3));
        assertThat(change).isNotDone();
        await().untilAsserted(() ->
                assertThat(words(connect().readInputRegisters(1, 1001, 2))).containsExactly(0, 2));
        masters.get(masters.size() - 1).readInputRegisters(1, 0, 1);
        await().untilAsserted(() -> {
            fixture.time.runUntilIdle();
            assertThat(change).isCompleted();
        });
    }

    @Test
    void theShortestPowerCycleDropsTheConnection() throws Exception {
        try (Socket master = polling()) {
            station.powerCycle(Duration.ZERO);
            fixture.time.runUntilIdle();
            assertEnd(master.getInputStream());
        }
        await().untilAsserted(() ->
                assertThat(words(connect().readInputRegisters(1, 1001, 2))).containsExactly(0, 2));
    }

    @Test
    void aLinkThatIsDownComesBackOnTheSamePort() throws Exception {
        fixture.done(station.link(LinkMode.DOWN));
        await().untilAsserted(this::assertRefused);
        fixture.done(station.link(LinkMode.OK));
        await().untilAsserted(() ->
                assertThat(words(connect().readInputRegisters(1, 2, 1))).containsExactly(2));
    }

    /** As the port of a connection that leaves the machine it would be gone for as long as that lasts. */
    @Test
    void nobodyElseIsGivenThePortOfACabinetThatIsOutOfReach() throws Exception {
        fixture.done(station.link(LinkMode.DOWN));
        await().untilAsserted(this::assertRefused);
        try (Socket leaving = new Socket()) {
            assertThatThrownBy(() -> leaving.bind(new InetSocketAddress(LOOPBACK, station.port())))
                    .isInstanceOf(BindException.class);
        }
        fixture.done(station.link(LinkMode.OK));
        await().untilAsserted(() ->
                assertThat(words(connect().readInputRegisters(1, 2, 1))).containsExactly(2));
    }

    @Test
    void aSilentCabinetKeepsTheConnectionAndSaysNothing() throws Exception {
        ModbusTCPMaster master = connect(200);
        fixture.done(station.link(LinkMode.SILENT));
        assertThatThrownBy(() -> master.readInputRegisters(1, 2, 1)).isInstanceOf(ModbusException.class);
        try (Socket socket = new Socket(LOOPBACK, station.port())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void aCabinetInTroubleAnswersWithDeviceFailure() throws Exception {
        ModbusTCPMaster master = connect();
        fixture.done(station.link(LinkMode.EXCEPTIONS));
        assertException(4, () -> master.readInputRegisters(1, 2, 1));
        fixture.done(station.link(LinkMode.OK));
        assertThat(words(master.readInputRegisters(1, 2, 1))).containsExactly(2);
    }

    @Test
    void garbageIsNoModbus() throws Exception {
        fixture.done(station.link(LinkMode.GARBAGE));
        try (Socket socket = new Socket(LOOPBACK, station.port())) {
            byte[] request = {0, 1, 0, 0, 0, 6, 1, 4, 0, 0, 0, 1};
            socket.getOutputStream().write(request);
            byte[] answer = socket.getInputStream().readNBytes(request.length);
            assertThat(ModbusFrame.length(java.nio.ByteBuffer.wrap(answer))).isEqualTo(-1);
        }
    }

    @Test
    void aMasterThatSpeaksNoModbusIsDropped() throws Exception {
        try (Socket socket = new Socket(LOOPBACK, station.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertEnd(socket.getInputStream());
        }
        assertThat(words(connect().readInputRegisters(1, 2, 1))).containsExactly(2);
    }

    @Test
    void requestsMayArriveInPiecesAndTogether() throws Exception {
        try (Socket socket = new Socket(LOOPBACK, station.port())) {
            byte[] twice = {0, 1, 0, 0, 0, 6, 1, 4, 0, 2, 0, 1, 0, 2, 0, 0, 0, 6, 1, 4, 0, 46, 0, 1};
            socket.setTcpNoDelay(true);
            for (byte one : twice) {
                socket.getOutputStream().write(one);
            }
            socket.getOutputStream().write(twice);
            byte[] answers = socket.getInputStream().readNBytes(44);
            byte[] first = {0, 1, 0, 0, 0, 5, 1, 4, 2, 0, 2};
            byte[] second = {0, 2, 0, 0, 0, 5, 1, 4, 2, 0, 3};
            assertThat(Arrays.copyOfRange(answers, 0, 11)).isEqualTo(first);
            assertThat(Arrays.copyOfRange(answers, 11, 22)).isEqualTo(second);
            assertThat(Arrays.copyOfRange(answers, 22, 33)).isEqualTo(first);
            assertThat(Arrays.copyOfRange(answers, 33, 44)).isEqualTo(second);
        }
    }

    @Test
    void aSecondMasterIsServedUnlessTheTrapIsOn() throws Exception {
        ModbusTCPMaster first = connect();
        first.readInputRegisters(1, 2, 1);
        ModbusTCPMaster second = connect();
        assertThat(words(second.readInputRegisters(1, 2, 1))).containsExactly(2);
        fixture.done(station.trap(Trap.SINGLE_MASTER, true));
        assertException(6, () -> second.readInputRegisters(1, 2, 1));
        assertThat(words(first.readInputRegisters(1, 2, 1))).containsExactly(2);
        first.disconnect();
        await().untilAsserted(() ->
                assertThat(words(second.readInputRegisters(1, 2, 1))).containsExactly(2));
    }

    @Test
    void aRemovedSimulatorFreesItsPortAndLeavesOthersAlone() throws Exception {
        SimulatedStation other = fixture.start("other");
        ModbusTCPMaster stays = connect(other.port(), 2_000);
        try (Socket master = polling()) {
            fixture.remove(station);
            assertEnd(master.getInputStream());
        }
        new ServerSocket(station.port(), 1, LOOPBACK).close();
        assertThat(words(stays.readInputRegisters(1, 2, 1))).containsExactly(2);
    }

    @Test
    void theThreadIsGivenBackWithTheLastSimulatorAndTakenAgain() throws Exception {
        List<Thread> borrowed = new ArrayList<>();
        ModbusServer server = new ModbusServer(loop -> {
            Thread thread = new Thread(loop);
            borrowed.add(thread);
            thread.start();
        });
        for (int round = 1; round <= 2; round++) {
            ModbusEndpoint one = server.open(new ListenAddress(new InetSocketAddress(LOOPBACK, 0)), new Deaf());
            ModbusEndpoint two = server.open(new ListenAddress(new InetSocketAddress(LOOPBACK, 0)), new Deaf());
            one.close().join();
            one.close().join();
            assertThat(borrowed).hasSize(round);
            two.close().join();
            borrowed.get(round - 1).join();
            one.setReachable(true).join();
        }
    }

    /** A connection that has been served once. */
    private Socket polling() throws IOException {
        Socket socket = new Socket(LOOPBACK, station.port());
        socket.getOutputStream().write(new byte[] {0, 1, 0, 0, 0, 6, 1, 4, 0, 2, 0, 1});
        assertThat(socket.getInputStream().readNBytes(11)).hasSize(11);
        return socket;
    }

    private void assertRefused() {
        assertThatThrownBy(() -> new Socket(LOOPBACK, station.port()).close()).isInstanceOf(ConnectException.class);
    }

    private static void assertEnd(InputStream in) {
        try {
            assertThat(in.read()).isEqualTo(-1);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void assertException(int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ModbusSlaveException.class, e -> assertThat(e.getType())
                .isEqualTo(code));
    }

    private ModbusTCPMaster connect() throws Exception {
        return connect(2_000);
    }

    private ModbusTCPMaster connect(int timeoutMs) throws Exception {
        return connect(station.port(), timeoutMs);
    }

    private ModbusTCPMaster connect(int port, int timeoutMs) throws Exception {
        ModbusTCPMaster master = new ModbusTCPMaster(LOOPBACK.getHostAddress(), port, timeoutMs, false);
        master.setRetries(0);
        masters.add(master);
        master.connect();
        return master;
    }

    private static Register[] registers(int... values) {
        return Arrays.stream(values).mapToObj(SimpleRegister::new).toArray(Register[]::new);
    }

    private static List<Integer> words(InputRegister[] registers) {
        return Arrays.stream(registers)
                .map(register -> register.toUnsignedShort())
                .toList();
    }

    private static final class Deaf implements ModbusUnit {
        @Override
        public void connected(Object master) {}

        @Override
        public void disconnected(Object master) {}

        @Override
        public byte[] answer(Object master, byte[] request) {
            return new byte[0];
        }
    }
}
