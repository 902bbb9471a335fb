package io.karge.driver.hyc;

import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a cabinet over Modbus TCP, by j2mod. It starts no thread. After every failure the connection is
 * dropped, so a late answer never belongs to a later request, and the library's own repetition of requests is switched
 * off: a command must not reach the cabinet twice.
 */
public final class ModbusHycLink implements HycLink {
    private final String host;
    private final int port;
    private final int unitId;
    private final int timeoutMillis;

    private volatile @Nullable ModbusTCPMaster connection;

    /** Opens nothing yet. */
    public ModbusHycLink(String host, int port, int unitId, Duration timeout) {
        this.host = host;
        this.port = port;
        this.unitId = unitId;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public int[] readInput(int address, int count) throws HycLinkException, HycRefusedException {
        return request(
                "reading input registers " + range(address, count),
                master -> values(master.readInputRegisters(unitId, address, count), count));
    }

    @Override
    public int[] readHolding(int address, int count) throws HycLinkException, HycRefusedException {
        return request(
                "reading holding registers " + range(address, count),
                master -> values(master.readMultipleRegisters(unitId, address, count), count));
    }

    @Override
    public void write(int address, int... values) throws HycLinkException, HycRefusedException {
        Register[] registers = new Register[values.length];
        for (int i = 0; i < values.length; i++) {
            registers[i] = new SimpleRegister(values[i]);
        }
        request(
                "writing holding registers " + range(address, values.length),
                master -> master.writeMultipleRegisters(unitId, address, registers));
    }

    @Override
    public void close() {
        ModbusTCPMaster open = connection;
        connection = null;
        if (open != null) {
            close(open);
        }
    }

    private <T> T request(String what, Request<T> request) throws HycLinkException, HycRefusedException {
        ModbusTCPMaster master = connection;
        try {
            if (master == null) {
                master = connect();
            }
            return request.on(master);
        } catch (ModbusSlaveException e) {
            throw new HycRefusedException(what, e.getType());
        } catch (Exception e) { // the library declares Exception and answers garbage with any RuntimeException
            close();
            if (master != null) {
                close(master);
            }
            throw new HycLinkException(what + " at " + host + ":" + port + ": " + why(e), e);
        }
    }

    /** In words for people: the library keeps no cause, only a text with the bytes of the request before it. */
    private String why(Exception e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("Premature end of stream")) {
            return "the connection was closed before the answer was complete";
        } else if (text.contains("Socket timeout")) {
            return "no answer within " + timeoutMillis + " ms";
        }
        return text;
    }

    private ModbusTCPMaster connect() throws Exception {
        ModbusTCPMaster master = new ModbusTCPMaster(host, port, timeoutMillis, false);
        master.connect();
        master.setRetries(1);
        master.setCheckingValidity(true);
        connection = master;
        return master;
    }

    /** Closes the socket itself: the library's disconnect waits for the request that is under way. */
    private static void close(ModbusTCPMaster master) {
        try {
            if (master.getTransport() != null) {
                master.getTransport().close();
            }
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
    private interface Request<T> {
        T on(ModbusTCPMaster master) throws Exception;
    }
}
