package io.karge.conformance;

import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.OcppCodec;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsStation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the station of a case in-process connects: in memory. */
final class InProcessCsms implements InProcessLink, CsmsEndpoint {
    private final VirtualTime time;
    private final OcppCodec codec = new OcppCodec();
    private final InMemoryWebSockets sockets;
    private final TestCsms csms;
    private final Breakage.Wire wire;
    private InMemoryWebSockets.@Nullable Connection socket;
    private @Nullable CsmsStation station;
    private boolean breaking;

    InProcessCsms(VirtualTime time, TestCsms csms, Breakage.Wire wire) {
        this.time = time;
        this.csms = csms;
        this.wire = wire;
        this.sockets = new InMemoryWebSockets(time, csms::attempted, this::connected);
    }

    @Override
    public void breakNow() {
        breaking = true;
    }

    @Override
    public InMemoryWebSockets sockets() {
        return sockets;
    }

    private Consumer<String> connected(String stationId, InMemoryWebSockets.Connection opened) {
        CsmsStation connection = new CsmsStation(
                stationId,
                codec,
                (id, request) -> csms.answer(request),
                (id, request) -> {},
                text -> toStation(opened, text),
                time);
        station = connection;
        socket = opened;
        opened.onEnd(() -> {
            connection.closed();
            if (station == connection) {
                station = null;
                socket = null;
            }
        });
        CsmsStation nobody = new CsmsStation(
                stationId,
                codec,
                new AcceptingBehaviour(time, 3600, Set.of()),
                (id, request) -> {},
                opened::sendToStation,
                time);
        return text -> {
            List<String> arriving = breaking ? wire.fromStation(text) : List.of(text);
            arriving.forEach(one -> fromStation(connection, one));
            if (arriving.isEmpty()) {
                nobody.received(text);
            }
        };
    }

    private void fromStation(CsmsStation connection, String text) {
        csms.exchanged(true, text);
        connection.received(text);
    }

    private void toStation(InMemoryWebSockets.Connection to, String text) {
        csms.exchanged(false, text);
        to.sendToStation(breaking ? wire.fromCsms(text) : text);
    }

    @Override
    public Optional<CsmsStation> station() {
        return Optional.ofNullable(station);
    }

    @Override
    public void send(String text) {
        if (socket != null) {
            toStation(socket, text);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close(1000, "closed by the CSMS");
        }
    }

    @Override
    public void admit(boolean admitted) {
        sockets.admit(admitted);
    }
}
