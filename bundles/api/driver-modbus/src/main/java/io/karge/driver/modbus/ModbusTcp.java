package io.karge.driver.modbus;

import com.ghgande.j2mod.modbus.ModbusIOException;
import com.ghgande.j2mod.modbus.io.ModbusTCPTransport;
import com.ghgande.j2mod.modbus.msg.ExceptionResponse;
import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.karge.driver.polling.NotSentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Registers over Modbus TCP. It starts no thread. After every failure the connection is dropped, so a late answer never
 * belongs to a later request, and nothing is repeated: a command must not reach the hardware twice.
 */
public final class ModbusTcp implements ModbusLink {
    private static final int LAST_TRANSACTION = 0xFFFF;

    private final String host;
    private final int port;
    private final int unitId;
    private final int timeoutMillis;

    /** The socket of the connection, or of one that is being made. */
    private volatile @Nullable Socket socket;

    // Used by the requests only, of which there is one at a time.
    private @Nullable ModbusTCPTransport transport;
    private int transaction;

    /**
     * Opens nothing yet.
     *
     * @param host a name or an address
     * @param unitId the Modbus unit, 0 to 255; hardware that is no gateway is usually 1 or 255
     * @param timeout how long making a connection may take, and how long an answer
     */
    public ModbusTcp(String host, int port, int unitId, Duration timeout) {
        this.host = host;
        this.port = port;
        this.unitId = unitId;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public int[] readInput(int address, int count) throws IOException {
        return request(
                "reading input registers " + range(address, count),
                new ReadInputRegistersRequest(address, count),
                ReadInputRegistersResponse.class,
                answer -> values(answer.getRegisters(), count));
    }

    @Override
    public int[] readHolding(int address, int count) throws IOException {
        return request(
                "reading holding registers " + range(address, count),
                new ReadMultipleRegistersRequest(address, count),
                ReadMultipleRegistersResponse.class,
                answer -> values(answer.getRegisters(), count));
    }

    @Override
    public void write(int address, int... values) throws IOException {
        Register[] registers = new Register[values.length];
        for (int i = 0; i < values.length; i++) {
            registers[i] = new SimpleRegister(values[i]);
        }
        request(
                "writing holding registers " + range(address, values.length),
                new WriteMultipleRegistersRequest(address, registers),
                WriteMultipleRegistersResponse.class,
                answer -> values);
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            close(open);
        }
    }

    private <R extends ModbusResponse> int[] request(
            String what, ModbusRequest request, Class<R> expected, Content<R> content) throws IOException {
        Socket connected = connected(what);
        try {
            ModbusResponse answer = exchange(request);
            if (answer instanceof ExceptionResponse refusal) {
                throw new ModbusRefusedException(what, refusal.getExceptionCode());
            }
            if (!expected.isInstance(answer)) {
                throw new IOException("the answer belongs to another question");
            }
            return content.of(expected.cast(answer));
        } catch (ModbusRefusedException e) {
            throw e;
        } catch (ModbusIOException | IOException | RuntimeException e) { // garbage can be any RuntimeException
            String why = socket == connected ? why(e) : "the connection was closed";
            transport = null;
            close(connected);
            throw new IOException(what + " at " + host + ":" + port + ": " + why, e);
        }
    }

    private ModbusResponse exchange(ModbusRequest request) throws ModbusIOException, IOException {
        ModbusTCPTransport over = transport;
        if (over == null) {
            throw new IOException("the connection was closed");
        }
        transaction = transaction == LAST_TRANSACTION ? 1 : transaction + 1;
        request.setUnitID(unitId);
        request.setTransactionID(transaction);
        over.writeRequest(request);
        ModbusResponse answer = over.readResponse();
        if (answer.getTransactionID() != transaction || answer.getUnitID() != unitId) {
            throw new IOException("the answer belongs to another question");
        }
        return answer;
    }

    private Socket connected(String what) throws NotSentException {
        Socket open = socket;
        if (open != null && !open.isClosed() && transport != null) {
            return open;
        }
        Socket opening = new Socket();
        socket = opening; // from here on close() ends it
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            opening.setTcpNoDelay(true);
            opening.connect(address, timeoutMillis);
            ModbusTCPTransport over = new ModbusTCPTransport(opening);
            over.setTimeout(timeoutMillis);
            transport = over;
            return opening;
        } catch (IOException | RuntimeException e) {
            String why = socket == opening ? whyNotConnected(e) : "the connection was closed";
            close(opening);
            throw new NotSentException(new IOException(what + " at " + host + ":" + port + ": " + why, e));
        }
    }

    private String whyNotConnected(Exception e) {
        if (e instanceof UnknownHostException) {
            return "no host is known by the name " + host + "; correct the name, or the DNS";
        } else if (e instanceof SocketTimeoutException) {
            return "no connection within " + timeoutMillis
                    + " ms; the hardware is off, or something between drops the packets";
        } else if (e instanceof NoRouteToHostException) {
            return "there is no way to this host; check the network";
        } else if (e instanceof ConnectException) {
            return "nobody takes connections there (" + e.getMessage() + "); check host and port";
        }
        return String.valueOf(e.getMessage());
    }

    /** In words for people: the library keeps no cause, only a text with the bytes of the request before it. */
    private String why(Exception e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Premature end of stream")) {
            return "the connection was closed before the answer was complete";
        } else if (text.contains("Socket timeout")) {
            return "no answer within " + timeoutMillis + " ms";
        } else if (e instanceof RuntimeException) {
            return "the answer is no Modbus (" + e + ")";
        }
        return text;
    }

    /** The socket itself: whoever waits for it is woken. */
    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing is all that could still be done with it.
        }
    }

    private static int[] values(InputRegister[] registers, int count) throws IOException {
        if (registers.length != count) {
            throw new IOException("the answer has " + registers.length + " registers instead of " + count);
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = registers[i].toUnsignedShort();
        }
        return values;
    }

    private static String range(int address, int count) {
        return address + " to " + (address + count - 1);
    }

    @FunctionalInterface
    private interface Content<R> {
        int[] of(R answer) throws IOException;
    }
}
