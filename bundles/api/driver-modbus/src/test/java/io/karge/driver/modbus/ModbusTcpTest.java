package io.karge.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import io.karge.driver.polling.NotSentException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over a real socket, against the library's own slave and against servers that misbehave. */
class ModbusTcpTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void readsAndWritesRegisters() throws Exception {
        ModbusLink link = link(slave(freePort(), 1));

        assertThat(link.readInput(100, 3)).containsExactly(100, 101, 102);
        assertThat(link.readInput(1000, 1)).containsExactly(0xFFFF);
        link.write(1100, 0xFFFF, 2, 3);
        assertThat(link.readHolding(1100, 4)).containsExactly(0xFFFF, 2, 3, 0);
    }

    @Test
    void tellsAMissingRegisterFromABrokenLink() throws Exception {
        ModbusLink link = link(slave(freePort(), 1));

        assertThatExceptionOfType(ModbusRefusedException.class)
                .isThrownBy(() -> link.readInput(5000, 10))
                .withMessageContaining("5000 to 5009")
                .matches(ModbusRefusedException::isMissingRegister);
        assertThat(link.readInput(100, 1)).as("the link is still good").containsExactly(100);
    }

    @Test
    void saysWhereNobodyAnswers() throws Exception {
        int port = freePort();

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> link(port).readInput(0, 1))
                .withMessage("reading input registers 0 to 0 at 127.0.0.1:" + port
                        + ": nobody takes connections there (Connection refused); check host and port");
    }

    @Test
    void saysThatNoHostIsKnownByTheName() {
        ModbusLink link = new ModbusTcp("no-such-host.invalid", 502, 1, TIMEOUT);

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> link.write(7, 1))
                .withMessage(
                        "writing holding registers 7 to 7 at no-such-host.invalid:502: no host is known by the name"
                                + " no-such-host.invalid; correct the name, or the DNS");
    }

    @Test
    void saysThatNoConnectionCameAboutInTime() throws Exception {
        int port = crowdedServer();

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> link(port).readInput(0, 1))
                .withMessageContaining("no connection within 300 ms");
    }

    @Test
    void closingMakesARequestFailThatIsConnecting() throws Exception {
        ModbusLink link = new ModbusTcp("127.0.0.1", crowdedServer(), 1, Duration.ofMinutes(5));
        CompletableFuture<int[]> answer = reading(link);

        await().untilAsserted(() -> {
            link.close();
            assertThat(answer).isCompletedExceptionally();
        });
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withMessageContaining("the connection was closed");
    }

    @Test
    void namesTheRefusalOfTheHardware() throws Exception {
        ModbusLink link = link(server(socket -> {
            byte[] request = socket.getInputStream().readNBytes(12);
            byte[] refusal = {request[0], request[1], 0, 0, 0, 3, request[6], (byte) 0x84, 6};
            socket.getOutputStream().write(refusal);
            socket.getInputStream().read();
        }));

        assertThatExceptionOfType(ModbusRefusedException.class)
                .isThrownBy(() -> link.readInput(0, 1))
                .withMessage(
                        "reading input registers 0 to 0: the hardware answered with Modbus exception 6, device busy")
                .matches(refused -> refused.code() == 6 && !refused.isMissingRegister());
    }

    @Test
    void connectsAgainAfterTheSlaveWasGone() throws Exception {
        int port = freePort();
        ModbusSlave first = slaveAt(port, 1);
        ModbusLink link = link(port);
        assertThat(link.readInput(100, 1)).containsExactly(100);

        ModbusSlaveFactory.close(first);
        assertThatIOException().isThrownBy(() -> link.readInput(100, 1));
        slave(port, 1);

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(link.readInput(100, 1)).containsExactly(100));
    }

    @Test
    void givesUpOnASilentServerAndSendsARequestOnce() throws Exception {
        AtomicInteger bytes = new AtomicInteger();
        ModbusLink link = link(server(socket -> {
            while (socket.getInputStream().read() >= 0) {
                bytes.incrementAndGet();
            }
        }));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> link.write(1100, 1, 2, 3))
                .withMessageEndingWith("no answer within 300 ms");
        await().untilAsserted(() -> assertThat(bytes).hasValue(7 + 1 + 2 + 2 + 1 + 6));
    }

    @Test
    void saysThatTheConnectionWasClosed() throws Exception {
        ModbusLink link = link(server(socket -> {
            socket.getInputStream().readNBytes(12);
            socket.close();
        }));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> link.readInput(0, 1))
                .withMessageEndingWith("the connection was closed before the answer was complete");
    }

    @Test
    void survivesGarbage() throws Exception {
        ModbusLink link = link(server(socket -> {
            socket.getInputStream().read();
            for (int i = 0; i < 64; i++) {
                socket.getOutputStream().write(i * 37);
            }
            socket.getOutputStream().flush();
            socket.getInputStream().read();
        }));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> link.readInput(0, 53));
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() throws Exception {
        ModbusLink link = link(server(ModbusTcpTest::answerWithOneRegister));

        assertThat(link.readInput(0, 1)).containsExactly(42);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> link.readInput(0, 2));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> link.readHolding(0, 1));
    }

    @Test
    void refusesMoreRegistersThanWereAskedFor() throws Exception {
        ModbusLink link = link(server(socket -> {
            byte[] request = new byte[12];
            socket.getInputStream().readNBytes(request, 0, 12);
            byte[] twoRegisters = {request[0], request[1], 0, 0, 0, 7, request[6], 4, 4, 0, 42, 0, 43};
            socket.getOutputStream().write(twoRegisters);
            socket.getInputStream().read();
        }));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> link.readInput(0, 1))
                .withMessageContaining("2 registers instead of 1");
    }

    @Test
    void closingMakesARequestUnderWayFailAtOnce() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        int port = server(socket -> {
            socket.getInputStream().read();
            asked.complete(null);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
        ModbusLink link = new ModbusTcp("127.0.0.1", port, 1, Duration.ofMinutes(5));
        CompletableFuture<int[]> answer = reading(link);
        asked.join();
        link.close();

        await().untilAsserted(() -> assertThat(answer).isCompletedExceptionally());
    }

    @Test
    void startsNoThread() throws Exception {
        int port = server(ModbusTcpTest::answerWithOneRegister);
        ModbusLink first = link(port);
        first.readInput(100, 1);
        first.close();
        int threads = Thread.activeCount();
        for (int i = 0; i < 20; i++) {
            ModbusLink link = link(port);
            link.readInput(100, 1);
            link.close();
        }

        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    }

    private static CompletableFuture<int[]> reading(ModbusLink link) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return link.readInput(0, 1);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** A server whose queue of connections is full: further ones neither come about nor fail. */
    private int crowdedServer() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        for (int i = 0; i < 4; i++) {
            SocketChannel waiting = SocketChannel.open();
            open.add(waiting);
            waiting.configureBlocking(false);
            waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        }
        return server.getLocalPort();
    }

    private ModbusLink link(int port) {
        ModbusLink link = new ModbusTcp("127.0.0.1", port, 1, TIMEOUT);
        open.add(link);
        return link;
    }

    private int slave(int port, int unitId) throws ModbusException {
        ModbusSlave slave = slaveAt(port, unitId);
        open.add(() -> ModbusSlaveFactory.close(slave));
        return port;
    }

    private static ModbusSlave slaveAt(int port, int unitId) throws ModbusException {
        SimpleProcessImage image = new SimpleProcessImage(unitId);
        for (int i = 0; i < 1033; i++) {
            image.addInputRegister(i, new SimpleInputRegister(i == 1000 ? 0xFFFF : i));
        }
        for (int i = 0; i < 1200; i++) {
            image.addRegister(i, new SimpleRegister(0));
        }
        ModbusSlave slave = ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, 5, false);
        slave.addProcessImage(unitId, image);
        slave.open();
        return slave;
    }

    /** A server that does as the test wants with each connection. */
    private int server(Conversation conversation) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        open.add(server);
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    conversation.with(socket);
                } catch (IOException e) {
                    // The test closed one side or the other.
                }
            }
        });
        assertThat(unused).isNotNull();
        return server.getLocalPort();
    }

    private static void answerWithOneRegister(Socket socket) throws IOException {
        byte[] request = new byte[12];
        while (socket.getInputStream().readNBytes(request, 0, 12) == 12) {
            byte[] oneRegister = {request[0], request[1], 0, 0, 0, 5, request[6], 4, 2, 0, 42};
            socket.getOutputStream().write(oneRegister);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @FunctionalInterface
    private interface Conversation {
        void with(Socket socket) throws IOException;
    }
}
