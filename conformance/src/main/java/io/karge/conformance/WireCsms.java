package io.karge.conformance;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.testsystem.CsmsBehaviour;
import io.karge.testsystem.CsmsHandshake;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.CsmsStation;
import io.karge.testsystem.CsmsWatch;
import io.karge.time.TimeSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The kit's CSMS on a real socket: the one place where all stations under test connect, each with its own case. */
final class WireCsms implements CsmsBehaviour, CsmsWatch, AutoCloseable {
    private static final int UNAVAILABLE = 503;

    private final CsmsServer server;
    private final TimeSource time;
    private final Map<String, TestCsms> cases = new ConcurrentHashMap<>();
    private final Set<String> shutOut = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen.
     *
     * @param host an address of this machine that the gateway reaches
     * @param port 0 for a free one
     * @param password what every station must present
     * @throws ConformanceException when it cannot listen there
     */
    WireCsms(String host, int port, String password, TimeSource time) {
        this.time = time;
        server = new CsmsServer(host, port, password, this, time, this);
        try {
            server.start();
        } catch (Exception e) { // Jetty says no more of what start may throw
            throw new ConformanceException(
                    "the kit's CSMS cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): is another program there? Without --csms-port a free port is taken",
                    e);
        }
    }

    String url() {
        return server.url();
    }

    /** From now on the station is answered by this case's CSMS; it is admitted. */
    CsmsEndpoint endpoint(String stationId, TestCsms csms) {
        cases.put(stationId, csms);
        shutOut.remove(stationId);
        return new Endpoint(stationId);
    }

    @Override
    public OcppResponse answer(String stationId, OcppRequest request) {
        return current(stationId).answer(request);
    }

    /** From now on the station is answered by a friendly CSMS, for no case. */
    void nobody(String stationId) {
        cases.remove(stationId);
        shutOut.remove(stationId);
    }

    @Override
    public int answer(CsmsHandshake handshake) {
        String stationId = handshake.stationId();
        boolean admitted = !shutOut.contains(stationId); // before the case learns of it and admits the next one
        current(stationId).attempted();
        return admitted ? ADMITTED : UNAVAILABLE;
    }

    @Override
    public void exchanged(String stationId, boolean fromStation, String text) {
        current(stationId).exchanged(fromStation, text);
    }

    /** The CSMS of the station's case; a friendly one before the first. */
    private TestCsms current(String stationId) {
        return cases.computeIfAbsent(
                stationId, id -> new TestCsms(new WallClock(time), time, kit -> new Endpoint(stationId)));
    }

    boolean isConnected(String stationId) {
        return server.station(stationId).isPresent();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Endpoint implements CsmsEndpoint {
        private final String stationId;

        Endpoint(String stationId) {
            this.stationId = stationId;
        }

        @Override
        public Optional<CsmsStation> station() {
            return server.station(stationId);
        }

        @Override
        public void send(String text) {
            server.send(stationId, text);
        }

        @Override
        public void close() {
            server.disconnect(stationId);
        }

        @Override
        public void admit(boolean admitted) {
            if (admitted) {
                shutOut.remove(stationId);
            } else {
                shutOut.add(stationId);
            }
        }
    }
}
