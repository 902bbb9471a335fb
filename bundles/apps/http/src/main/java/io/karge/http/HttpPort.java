package io.karge.http;

import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.runtime.TakenPort;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
 * is taken is a problem, and is tried again until it is free. The server's own errors get a form of ours on the way.
 */
@Component(
        immediate = true,
        service = {ConfigurationPlugin.class, ConnectorFactory.class, ProblemSource.class},
        property = {ConfigurationPlugin.CM_TARGET + "=" + Endpoint.PID, ConfigurationPlugin.CM_RANKING + ":Integer=900"
        })
public final class HttpPort implements ConfigurationPlugin, ConnectorFactory, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    /** In the configuration as delivered: the server starts anew only when something in it differs. */
    private static final String ATTEMPT = "io.karge.http.attempt";

    private final ConfigurationAdmin configurations;
    private final Executor files;
    private final TakenPort taken;

    /** Where the server listens, or was last told to. */
    private @Nullable Endpoint open;

    private int attempts;

    @Activate
    public HttpPort(
            @Reference ConfigurationAdmin configurations, @Reference TimeSource time, @Reference WorkerPool workers) {
        this.configurations = configurations;
        this.files = workers.newBlockingSerial("http port");
        this.taken = new TakenPort(
                time,
                "HTTP server (REST, metrics, simulators)",
                "set a free " + Endpoint.PORT + " in etc/org.apache.felix.http.cfg, or end the program that has this"
                        + " one; either is noticed without a restart");
        deliverAgain();
    }

    @Deactivate
    void close() {
        taken.close();
    }

    /** On the thread that delivers configurations. */
    @Override
    public void modifyConfiguration(ServiceReference<?> receiver, Dictionary<String, Object> properties) {
        decide(properties);
    }

    /** Completes the configuration by whether the server is to listen. */
    synchronized void decide(Dictionary<String, Object> properties) {
        Endpoint before = open;
        open = null;
        try {
            Optional<Endpoint> wanted = Endpoint.of(properties);
            properties.put(Endpoint.ENABLE, "false");
            if (wanted.isEmpty()) {
                taken.over();
                return;
            }
            Endpoint endpoint = wanted.get();
            boolean listens = endpoint.equals(before);
            if (listens || taken.canBeHad(endpoint.host(), endpoint.port(), this::deliverAgain)) {
                attempts += listens ? 0 : 1;
                open = endpoint;
                properties.put(Endpoint.ENABLE, "true");
                properties.put(Endpoint.HOST, endpoint.host());
                properties.put(ATTEMPT, attempts);
            }
        } catch (IllegalArgumentException e) {
            properties.put(Endpoint.ENABLE, "false");
            taken.misconfigured(String.valueOf(e.getMessage()));
        }
    }

    /** Called when the server is up, with its port open or not. Takes part for the server's sake, with no port of its own. */
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
        return new NoPort(server);
    }

    @Override
    public List<StationView.Problem> problems() {
        return taken.problems();
    }

    private void deliverAgain() {
        files.execute(() -> {
            try {
                Configuration[] found = configurations.listConfigurations("(service.pid=" + Endpoint.PID + ")");
                if (found != null) {
                    found[0].update();
                }
            } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
                LOG.error("The configuration of the HTTP server cannot be delivered to it, it stays as it is", e);
            }
        });
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
