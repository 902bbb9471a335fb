package io.karge.conformance.lab;

import io.karge.security.testkit.Credentials;
import io.karge.testsystem.CsmsBehaviour;
import io.karge.testsystem.CsmsHandshake;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.CsmsStation;
import io.karge.testsystem.CsmsWatch;
import io.karge.time.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The CSMS of one case on sockets of its own, with two endpoints that the case switches. It takes one station, with the
 * password that it is told. Thread-safe.
 */
public final class Laboratory implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final Site site;
    private final TimeSource time;
    private final CsmsBehaviour behaviour;
    private final Observer observer;
    private final Traffic traffic;
    private final List<CsmsServer> servers = new CopyOnWriteArrayList<>();
    private final List<Upgrade> upgrades = new CopyOnWriteArrayList<>();
    private final List<Endpoint> attempts = new CopyOnWriteArrayList<>();
    private final Endpoint first;
    private final Endpoint second;
    private volatile boolean admitting = true;
    private volatile String password;

    /**
     * Where a laboratory is.
     *
     * @param host as the station's URL names it, and a server's certificate
     * @param address that the host stands for
     * @param stationId of the one station that may come
     * @param password that it has at first
     */
    public record Site(String host, String address, String stationId, String password, Authorities authorities) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Site[" + stationId + " at " + host + "]";
        }
    }

    /** Whom it tells what happens, on its threads. */
    public interface Observer {
        /** The station tries to connect. */
        void attempted();

        /** A text came, or is about to go. */
        void exchanged(boolean fromStation, String text);
    }

    /**
     * A handshake of HTTP that the station asked for a WebSocket with.
     *
     * @param status how it was answered
     */
    public record Upgrade(Instant at, Endpoint endpoint, CsmsHandshake handshake, int status) {}

    /** How a CSMS speaks TLS: the certificate that it shows, and those that it wants of the station. */
    public record Tls(Credentials server, boolean clientCertificate) {}

    public Laboratory(Site site, TimeSource time, CsmsBehaviour behaviour, Observer observer, Traffic traffic) {
        this.site = site;
        this.time = time;
        this.behaviour = behaviour;
        this.observer = observer;
        this.traffic = traffic;
        this.password = site.password();
        this.first = new Endpoint();
        this.second = new Endpoint();
    }

    public Site site() {
        return site;
    }

    public Authorities authorities() {
        return site.authorities();
    }

    /** The endpoint of the station's cfg, and so of slot 1. */
    public Endpoint first() {
        return first;
    }

    public Endpoint second() {
        return second;
    }

    /** The password that the station has to present from now on, where it needs one. */
    public void expectPassword(String next) {
        password = next;
    }

    public String password() {
        return password;
    }

    /** Every handshake so far, those that were refused too. */
    public List<Upgrade> upgrades() {
        return List.copyOf(upgrades);
    }

    /** Where the station tried to connect, attempt by attempt. */
    public List<Endpoint> attempts() {
        return List.copyOf(attempts);
    }

    /** Whether the station may connect; a connection that is open stays. */
    public void admit(boolean admitted) {
        admitting = admitted;
    }

    /** The station's newest connection, empty while there is none. */
    public Optional<CsmsStation> station() {
        return newestFirst().stream()
                .flatMap(server -> server.station(site.stationId()).stream())
                .findFirst();
    }

    /** Sends a text to the station as it is; nothing happens while it is not connected. */
    public void send(String text) {
        newestFirst().stream()
                .filter(server -> server.station(site.stationId()).isPresent())
                .findFirst()
                .ifPresent(server -> server.send(site.stationId(), text));
    }

    /** Closes the station's connection. */
    public void disconnect() {
        for (CsmsServer server : servers) {
            if (server.station(site.stationId()).isPresent()) {
                traffic.closing();
                server.disconnect(site.stationId());
            }
        }
    }

    /** The header that the station authenticates itself with (Part 6, A_01). */
    private String authorization(String thePassword) {
        String both = site.stationId() + ":" + thePassword;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private List<CsmsServer> newestFirst() {
        List<CsmsServer> all = new ArrayList<>(servers);
        Collections.reverse(all);
        return all;
    }

    @Override
    public void close() {
        first.door.close();
        second.door.close();
        servers.forEach(CsmsServer::close);
    }

    private static InetAddress address(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address of this machine: " + address, e);
        }
    }

    /** One of the two places where the station may connect. At first nobody is there. */
    public final class Endpoint {
        private final Door door = new Door(address(site.address()), time, this::attempted, traffic);

        private void attempted() {
            attempts.add(this);
            observer.attempted();
        }
        /** The URL for a station whose profile is this one. */
        public String url(int securityProfile) {
            return (securityProfile == 1 ? "ws" : "wss") + "://" + site.host() + ":" + door.port() + "/ocpp";
        }

        /** From now on it serves as the security profile wants it, with a valid certificate. */
        public void serve(int securityProfile) {
            if (securityProfile == 1) {
                open(null);
            } else {
                serve(new Tls(
                        authorities().server(site.host(), Authorities.ServerCertificate.VALID), securityProfile == 3));
            }
        }

        /** From now on it serves with TLS. */
        public void serve(Tls tls) {
            open(tls);
        }

        private void open(@Nullable Tls tls) {
            boolean passwords = tls == null || !tls.clientCertificate();
            CsmsServer server = new CsmsServer(
                    site.address(),
                    0,
                    null,
                    behaviour,
                    time,
                    new Watch(this, passwords),
                    tls == null ? null : factory(tls));
            try {
                server.start();
            } catch (Exception e) { // Jetty says no more of what start may throw
                throw new IllegalStateException("the kit's CSMS cannot listen on " + site.address(), e);
            }
            servers.add(server);
            door.leadTo(server.address());
        }

        private SslContextFactory.Server factory(Tls tls) {
            SslContextFactory.Server factory = new SslContextFactory.Server();
            factory.setKeyStore(tls.server().keyStore());
            factory.setKeyStorePassword(Credentials.PASSWORD);
            factory.setSniRequired(false);
            if (tls.clientCertificate()) {
                factory.setNeedClientAuth(true);
                factory.setTrustStore(
                        Trust.in(authorities().csms(), authorities().newCsms()));
            }
            return factory;
        }

        /** From now on attempts are reset when they begin. */
        public void away() {
            door.away();
        }

        /** From now on attempts are taken and never answered. */
        public void silent() {
            door.silent();
        }

        /** From now on a station that begins with TLS is told that version 1.1 is spoken. */
        public void oldTls() {
            door.oldTls();
        }

        /** When the station tried to connect here. */
        public List<Instant> attempts() {
            return door.knocks().stream().map(Door.Knock::at).toList();
        }

        /** How the last attempt began, empty when it did not begin with TLS. */
        public Optional<ClientHello> hello() {
            List<Door.Knock> knocks = door.knocks();
            return knocks.isEmpty()
                    ? Optional.empty()
                    : knocks.get(knocks.size() - 1).hello();
        }

        /** How often an attempt began without TLS. */
        public long plainAttempts() {
            return door.knocks().stream()
                    .filter(knock -> knock.hello().isEmpty())
                    .count();
        }

        /** The types of the records with which the station answered a ServerHello of TLS 1.1, of all such attempts. */
        public List<Integer> answersToOldTls() {
            return door.knocks().stream()
                    .flatMap(knock -> knock.answers().stream())
                    .toList();
        }

        @Override
        public String toString() {
            return this == first ? "the first endpoint" : "the second endpoint";
        }
    }

    private final class Watch implements CsmsWatch {
        private final Endpoint endpoint;
        private final boolean passwords;

        Watch(Endpoint endpoint, boolean passwords) {
            this.endpoint = endpoint;
            this.passwords = passwords;
        }

        @Override
        public int answer(CsmsHandshake handshake) {
            int status = status(handshake);
            upgrades.add(new Upgrade(time.wallClock(), endpoint, handshake, status));
            return status;
        }

        private int status(CsmsHandshake handshake) {
            if (!handshake.stationId().equals(site.stationId()) || !isAuthenticated(handshake)) {
                return UNAUTHORIZED;
            }
            return admitting ? ADMITTED : UNAVAILABLE;
        }

        private boolean isAuthenticated(CsmsHandshake handshake) {
            return !passwords || handshake.authorization().equals(Optional.of(authorization(password)));
        }

        @Override
        public void opened(String stationId) {
            traffic.opened();
        }

        @Override
        public void closed(String stationId) {
            traffic.closed();
        }

        @Override
        public void exchanged(String stationId, boolean fromStation, String text) {
            if (!fromStation) {
                traffic.sent();
            }
            observer.exchanged(fromStation, text);
        }

        @Override
        public void taken(String stationId) {
            traffic.taken();
        }
    }
}
