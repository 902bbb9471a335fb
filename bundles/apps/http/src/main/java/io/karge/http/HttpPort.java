package io.karge.http;

import io.karge.runtime.CertificateLife;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.PortOwner;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.runtime.TakenPort;
import io.karge.security.OwnersFile;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the HTTP server listen where its configuration says, and nowhere else. The distribution switches HTTP off by
 * default (etc/custom.properties), so that the server, which would listen on all interfaces until its configuration
 * arrives, waits for this; switched on is each configuration as it is delivered, once its port can be had. A port that
 * is taken is a problem, and is tried again until it is free. Without TLS it listens for this machine alone; for others there
 * is a second port that speaks TLS, whose certificate is read anew when it changes. The server's own errors get a form of
 * ours on the way.
 */
@Component(
        immediate = true,
        service = {
            ConfigurationPlugin.class,
            ConnectorFactory.class,
            ProblemSource.class,
            PortOwner.class,
            HealthCheck.class
        },
        property = {ConfigurationPlugin.CM_TARGET + "=" + Endpoint.PID, ConfigurationPlugin.CM_RANKING + ":Integer=900"
        })
public final class HttpPort implements ConfigurationPlugin, ConnectorFactory, ProblemSource, PortOwner, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    /** In the configuration as delivered: the server starts anew only when something in it differs. */
    private static final String ATTEMPT = "io.karge.http.attempt";

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMinutes(1);
    /** While certificate and key do not belong together, as between the replacements of the two files. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String CFG = "etc/org.apache.felix.http.cfg";
    private static final String NOTICED = "; that is noticed without a restart";
    private static final String FORMER = "HTTPS goes on with the certificate that it had before";
    private static final String EXPOSED = "The key of HTTPS may be read by others";

    private final ConfigurationAdmin configurations;
    private final Executor files;
    private final TimeSource time;
    private final Path base;
    private final TakenPort taken;
    private final TakenPort takenTls;
    private final TlsProblems tlsProblems;

    /** Where the server listens, or was last told to. */
    private @Nullable Endpoint open;

    private @Nullable Tls tls;
    /** What the configuration asks for. */
    private @Nullable Endpoint wanted;

    private @Nullable TlsEndpoint wantedTls;
    private int attempts;
    private @Nullable Cancellable look;

    /**
     * Where it speaks TLS, or was last told to.
     *
     * @param stamp of the files when they were read
     */
    private record Tls(TlsEndpoint endpoint, String stamp, TlsIdentity.Pair pair) {
        boolean listensAt(TlsEndpoint other) {
            return endpoint.host().equals(other.host()) && endpoint.port() == other.port();
        }

        boolean isAsBefore(@Nullable Tls before) {
            return before != null && before.endpoint.equals(endpoint) && before.stamp.equals(stamp);
        }
    }

    @Activate
    public HttpPort(
            @Reference ConfigurationAdmin configurations, @Reference TimeSource time, @Reference WorkerPool workers) {
        this(configurations, time, workers, Path.of(System.getProperty("karaf.base", ".")));
    }

    /** @param base what relative paths in the configuration are relative to */
    HttpPort(ConfigurationAdmin configurations, TimeSource time, WorkerPool workers, Path base) {
        this.configurations = configurations;
        this.time = time;
        this.base = base;
        this.files = workers.newBlockingSerial("http port");
        this.taken = new TakenPort(time, "HTTP server (REST, metrics, simulators)", remedy(Endpoint.PORT));
        this.takenTls = new TakenPort(time, "HTTP server for other machines (TLS)", remedy(TlsEndpoint.PORT));
        this.tlsProblems = new TlsProblems(time);
        deliverAgain();
    }

    private static String remedy(String port) {
        return "correct " + CFG + ", where a free " + port
                + " can be set, or end the program that has the port; either is noticed without a restart";
    }

    @Deactivate
    synchronized void close() {
        taken.close();
        takenTls.close();
        tlsProblems.clearAll();
        if (look != null) {
            look.cancel();
        }
    }

    /** On the thread that delivers configurations. */
    @Override
    public void modifyConfiguration(ServiceReference<?> receiver, Dictionary<String, Object> properties) {
        decide(properties);
    }

    /** Completes the configuration by whether the server is to listen. */
    synchronized void decide(Dictionary<String, Object> properties) {
        Endpoint before = open;
        Tls tlsBefore = tls;
        open = null;
        tls = null;
        wanted = null;
        wantedTls = null;
        try {
            Optional<Endpoint> asked = Endpoint.of(properties);
            properties.put(Endpoint.ENABLE, "false");
            if (asked.isEmpty()) {
                taken.over();
                noTls();
                return;
            }
            Endpoint endpoint = asked.get();
            wanted = endpoint;
            boolean listens = endpoint.equals(before);
            if (listens || taken.canBeHad(endpoint.host(), endpoint.port(), this::deliverAgain)) {
                decideTls(properties, tlsBefore);
                boolean same = tls == null ? tlsBefore == null : tls.isAsBefore(tlsBefore);
                attempts += listens && same ? 0 : 1;
                open = endpoint;
                properties.put(Endpoint.ENABLE, "true");
                properties.put(Endpoint.HOST, endpoint.host());
                properties.put(ATTEMPT, attempts);
            }
        } catch (IllegalArgumentException e) {
            properties.put(Endpoint.ENABLE, "false");
            taken.misconfigured(String.valueOf(e.getMessage()), "correct " + CFG + NOTICED);
            noTls();
        } finally {
            properties.put(TlsEndpoint.OF_SERVER, "false");
        }
    }

    /** What is wrong with it keeps the other port from nothing. */
    private void decideTls(Dictionary<String, Object> properties, @Nullable Tls before) {
        try {
            Optional<TlsEndpoint> asked = TlsEndpoint.of(properties, base);
            if (asked.isEmpty()) {
                noTls();
                return;
            }
            TlsEndpoint endpoint = asked.get();
            wantedTls = endpoint;
            String stamp = TlsIdentity.stamp(endpoint);
            lookLater(endpoint, stamp, SOON);
            Tls former = before != null && before.listensAt(endpoint) ? before : null;
            Tls now = former == null
                    ? new Tls(endpoint, stamp, TlsIdentity.read(endpoint))
                    : readOrBefore(endpoint, stamp, former);
            lookLater(endpoint, stamp, now.stamp().equals(stamp) ? BETWEEN_TWO_LOOKS : SOON);
            tellOfKey(endpoint);
            if (former != null || takenTls.canBeHad(endpoint.host(), endpoint.port(), this::deliverAgain)) {
                tls = now;
            }
        } catch (IllegalArgumentException e) {
            tlsProblems.clearAll();
            takenTls.misconfigured(
                    String.valueOf(e.getMessage()), "correct " + CFG + ", or the files that it names" + NOTICED);
        }
    }

    private void noTls() {
        takenTls.over();
        tlsProblems.clearAll();
    }

    /** Two files cannot be replaced at once: until they belong together the port goes on with those in memory. */
    private Tls readOrBefore(TlsEndpoint endpoint, String stamp, Tls before) {
        try {
            Tls now = new Tls(endpoint, stamp, TlsIdentity.read(endpoint));
            tlsProblems.clear(FORMER);
            return now;
        } catch (IllegalArgumentException e) {
            tlsProblems.raise(
                    FORMER,
                    String.valueOf(e.getMessage()),
                    "Put a certificate and its key into " + endpoint.certificates() + " and " + endpoint.key()
                            + "; that is noticed within seconds. After a restart of the gateway there is no HTTPS without"
                            + " them");
            return before;
        }
    }

    private void tellOfKey(TlsEndpoint endpoint) {
        OwnersFile.openToOthers(endpoint.key())
                .ifPresentOrElse(
                        mode -> tlsProblems.raise(
                                EXPOSED,
                                TlsEndpoint.KEY + " names " + endpoint.key() + ", which has the mode " + mode,
                                "chmod 600 " + endpoint.key()
                                        + "; if somebody may have read it, have a certificate with another key as well"),
                        () -> tlsProblems.clear(EXPOSED));
    }

    private void lookLater(TlsEndpoint endpoint, String stamp, Duration wait) {
        if (look != null) {
            look.cancel();
        }
        look = time.schedule(wait, () -> files.execute(() -> look(endpoint, stamp, wait)));
    }

    /** A certificate that was renewed is used. */
    private void look(TlsEndpoint endpoint, String stamp, Duration wait) {
        if (TlsIdentity.stamp(endpoint).equals(stamp)) {
            synchronized (this) {
                if (endpoint.equals(wantedTls)) {
                    tellOfKey(endpoint);
                }
                lookLater(endpoint, stamp, wait);
            }
        } else {
            deliver();
        }
    }

    /** Called when the server is up, with its port open or not. Gives it the port that speaks TLS, if there is one. */
    @Override
    public synchronized Connector createConnector(Server server) {
        server.setErrorHandler(new JsonErrors());
        Endpoint endpoint = open;
        if (endpoint != null) {
            boolean listens = Arrays.stream(server.getConnectors())
                    .anyMatch(connector -> connector instanceof ServerConnector listening
                            && listening.isOpen()
                            && listening.getPort() == endpoint.port());
            if (listens) {
                taken.over();
            } else {
                open = null;
                taken.failed(endpoint.host(), endpoint.port(), "another program took it meanwhile", this::deliverAgain);
            }
        }
        Tls secure = tls;
        if (secure == null) {
            return new NoPort(server);
        }
        takenTls.over();
        return new TlsConnector(
                server, secure.endpoint(), secure.pair().identity(), why -> tlsFailed(secure.endpoint(), why));
    }

    private synchronized void tlsFailed(TlsEndpoint endpoint, String why) {
        tls = null;
        takenTls.failed(endpoint.host(), endpoint.port(), why, this::deliverAgain);
    }

    @Override
    public List<StationView.Problem> problems() {
        return Stream.<ProblemSource>of(taken, takenTls, tlsProblems)
                .flatMap(source -> source.problems().stream())
                .toList();
    }

    @Override
    public String name() {
        return "HTTPS";
    }

    /** Whether the certificates that are served have expired, or will soon. */
    @Override
    public synchronized List<StationView.Problem> check() {
        Tls served = tls;
        if (served == null) {
            return List.of(); // where it is wanted that is a problem already
        }
        String remedy = "Put a new certificate and its key into "
                + served.endpoint().certificates() + " and " + served.endpoint().key() + NOTICED;
        return served.pair().chain().stream()
                .flatMap(certificate ->
                        CertificateLife.of(certificate)
                                .problem("HTTPS: its certificate", time.wallClock(), remedy)
                                .stream())
                .toList();
    }

    @Override
    public synchronized List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        if (wanted != null) {
            ports.add(new Port(
                    "HTTP",
                    wanted.host(),
                    wanted.port(),
                    open != null && taken.problems().isEmpty()));
        }
        if (wantedTls != null) {
            ports.add(new Port(
                    "HTTPS",
                    wantedTls.host(),
                    wantedTls.port(),
                    tls != null && takenTls.problems().isEmpty()));
        }
        return ports;
    }

    private void deliverAgain() {
        files.execute(this::deliver);
    }

    private void deliver() {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + Endpoint.PID + ")");
            if (found != null) {
                found[0].update();
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.error("The configuration of the HTTP server cannot be delivered to it, it stays as it is", e);
        }
    }

    /** The part of a connector that the server asks for; without one it would end where its own port is taken. */
    private static final class NoPort extends ServerConnector {
        NoPort(Server server) {
            super(server, 0, 1);
            setHost("127.0.0.1");
        }

        @Override
        protected void doStart() {}

        @Override
        protected void doStop() {}

        @Override
        public void open() {}
    }
}
