package io.karge.http;

import io.karge.runtime.PortOwner;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.runtime.TakenPort;
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
import org.eclipse.jetty.util.ssl.SslContextFactory;
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
        service = {ConfigurationPlugin.class, ConnectorFactory.class, ProblemSource.class, PortOwner.class},
        property = {ConfigurationPlugin.CM_TARGET + "=" + Endpoint.PID, ConfigurationPlugin.CM_RANKING + ":Integer=900"
        })
public final class HttpPort implements ConfigurationPlugin, ConnectorFactory, ProblemSource, PortOwner {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    /** In the configuration as delivered: the server starts anew only when something in it differs. */
    private static final String ATTEMPT = "io.karge.http.attempt";

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMinutes(1);

    private final ConfigurationAdmin configurations;
    private final Executor files;
    private final TimeSource time;
    private final Path base;
    private final TakenPort taken;
    private final TakenPort takenTls;

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
    private record Tls(TlsEndpoint endpoint, String stamp, SslContextFactory.Server identity) {
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
        deliverAgain();
    }

    private static String remedy(String port) {
        return "correct etc/org.apache.felix.http.cfg, where a free " + port
                + " can be set, and what it names, or end the"
                + " program that has the port; either is noticed without a restart";
    }

    @Deactivate
    synchronized void close() {
        taken.close();
        takenTls.close();
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
                takenTls.over();
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
            taken.misconfigured(String.valueOf(e.getMessage()));
            takenTls.over();
        } finally {
            properties.put(TlsEndpoint.OF_SERVER, "false");
        }
    }

    /** What is wrong with it keeps the other port from nothing. */
    private void decideTls(Dictionary<String, Object> properties, @Nullable Tls before) {
        try {
            Optional<TlsEndpoint> asked = TlsEndpoint.of(properties, base);
            if (asked.isEmpty()) {
                takenTls.over();
                return;
            }
            TlsEndpoint endpoint = asked.get();
            wantedTls = endpoint;
            lookLater(endpoint, TlsIdentity.stamp(endpoint));
            Tls now = new Tls(endpoint, TlsIdentity.stamp(endpoint), TlsIdentity.read(endpoint));
            boolean listens = before != null && before.endpoint().equals(endpoint);
            if (listens || takenTls.canBeHad(endpoint.host(), endpoint.port(), this::deliverAgain)) {
                tls = now;
            }
        } catch (IllegalArgumentException e) {
            takenTls.misconfigured(String.valueOf(e.getMessage()));
        }
    }

    private void lookLater(TlsEndpoint endpoint, String stamp) {
        if (look != null) {
            look.cancel();
        }
        look = time.schedule(BETWEEN_TWO_LOOKS, () -> files.execute(() -> look(endpoint, stamp)));
    }

    /** A certificate that was renewed is used. */
    private void look(TlsEndpoint endpoint, String stamp) {
        if (TlsIdentity.stamp(endpoint).equals(stamp)) {
            synchronized (this) {
                lookLater(endpoint, stamp);
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
        return new TlsConnector(server, secure.endpoint(), secure.identity(), why -> tlsFailed(secure.endpoint(), why));
    }

    private synchronized void tlsFailed(TlsEndpoint endpoint, String why) {
        tls = null;
        takenTls.failed(endpoint.host(), endpoint.port(), why, this::deliverAgain);
    }

    @Override
    public List<StationView.Problem> problems() {
        return Stream.of(taken, takenTls)
                .flatMap(port -> port.problems().stream())
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
