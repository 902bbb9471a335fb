package ${package};

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * The simulated cabinet on a TCP port of this machine, for drivers that want a wire. As a program it takes one line for
 * everything that people and vehicles do: {@code plug 1}, {@code card 04A2B3C4 1}, {@code stop 1}, {@code unplug 1} ... Its
 * arguments are the port and, for AC, the number of phases.
 */
final class Simulator implements AutoCloseable {
    private static final String HELP =
            "plug N, unplug N, card UID [N], stop N, full N, hungry N, fault N, clear N, restart; N is the EVSE";

    private final SimulatedCabinet cabinet;
    private final ServerSocket server;

    /**
     * A cabinet that is there.
     *
     * @param port 0 for a free one
     * @param phases of AC, 0 for DC
     */
    Simulator(int port, int phases) throws IOException {
        cabinet = new SimulatedCabinet(phases, System::nanoTime);
        server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "simulator");
        thread.setDaemon(true);
        thread.start();
    }

    public static void main(String[] arguments) throws IOException {
        int phases = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        try (Simulator simulator = new Simulator(Integer.parseInt(arguments[0]), phases)) {
            System.out.println("a ${vendor} ${model} on port " + simulator.port() + ". " + HELP);
            Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
            while (lines.hasNextLine()) {
                System.out.println(simulator.does(lines.nextLine().strip()) ? "done" : HELP);
            }
        }
    }

    SimulatedCabinet cabinet() {
        return cabinet;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private boolean does(String line) {
        String[] words = line.split(" +");
        String last = words[words.length - 1];
        int evseId = words.length > 1 && last.matches("[1-9][0-9]?") ? Integer.parseInt(last) : 0;
        if (words[0].equals("card") && words.length > 1) {
            cabinet.presentCard(words[1], evseId);
            return true;
        } else if (words[0].equals("restart")) {
            cabinet.restart("power");
            return true;
        } else if (evseId == 0) {
            return false;
        }
        switch (words[0]) {
            case "plug" -> cabinet.plugIn(evseId);
            case "unplug" -> cabinet.unplug(evseId);
            case "stop" -> cabinet.pressStop(evseId);
            case "full" -> cabinet.vehicleWantsEnergy(evseId, false);
            case "hungry" -> cabinet.vehicleWantsEnergy(evseId, true);
            case "fault" -> cabinet.groundFailure(evseId, true);
            case "clear" -> cabinet.groundFailure(evseId, false);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One master at a time, as the cabinet has it. */
    private void serve() {
        while (!server.isClosed()) {
            try (Socket master = server.accept()) {
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(master.getInputStream(), StandardCharsets.US_ASCII));
                for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                    String answer = cabinet.answer(request);
                    if (!answer.isEmpty()) {
                        master.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // The master is gone; the next one may come.
            }
        }
    }
}
