package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.OcppCodec;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsStation;
import io.karge.transport.JettyWebSockets;
import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketConnector;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketListener;
import java.util.List;
import java.util.Set;

/** Where the station of a case about connections connects: real sockets of this machine, on virtual time. */
final class InProcessSockets implements InProcessLink, WebSocketConnector {
    /** A name as a CSMS has one, which a wildcard can stand for. */
    static final String HOST = "csms.karge.test";

    static final String ADDRESS = "127.0.0.1";

    private final VirtualTime time;
    private final JettyWebSockets jetty;
    private final WebSocketConnector whole;
    private final WebSocketConnector broken;
    private final OnSockets csms;
    private final Breakage breakage;
    private boolean breaking;

    InProcessSockets(VirtualTime time, TestCsms kit, Laboratory.Site site, Breakage breakage) {
        this.time = time;
        this.breakage = breakage;
        try {
            jetty = new JettyWebSockets();
        } catch (Exception e) { // Jetty says no more of what start may throw
            throw new IllegalStateException("the WebSocket client does not start", e);
        }
        SettledSockets settled = new SettledSockets(time, jetty, HOST, ADDRESS, this::wire);
        whole = settled;
        broken = breakage.connector().apply(settled);
        csms = new OnSockets(site, kit, time, settled);
    }

    OnSockets csms() {
        return csms;
    }

    @Override
    public Laboratory laboratory() {
        return csms.laboratory();
    }

    @Override
    public WebSocketConnector sockets() {
        return this;
    }

    @Override
    public WebSocketAttempt connect(WebSocketEndpoint endpoint, WebSocketListener listener) {
        return (breaking ? broken : whole).connect(endpoint, listener);
    }

    @Override
    public void breakNow() {
        breaking = true;
    }

    private SettledSockets.Wire wire(String stationId, SettledSockets.Connection connection) {
        CsmsStation nobody = new CsmsStation(
                stationId,
                new OcppCodec(),
                new AcceptingBehaviour(time, 3600, Set.of()),
                (id, request) -> {},
                connection::arrive,
                time);
        return new SettledSockets.Wire() {
            @Override
            public List<String> fromStation(String text) {
                List<String> leaving = breaking ? breakage.wire().fromStation(text) : List.of(text);
                if (leaving.isEmpty()) {
                    nobody.received(text);
                }
                return leaving;
            }

            @Override
            public String fromCsms(String text) {
                return breaking ? breakage.wire().fromCsms(text) : text;
            }
        };
    }

    @Override
    public void close() {
        csms.laboratory().close();
        try {
            jetty.close();
        } catch (Exception e) { // Jetty says no more of what stop may throw
            throw new IllegalStateException("the WebSocket client does not stop", e);
        }
    }
}
