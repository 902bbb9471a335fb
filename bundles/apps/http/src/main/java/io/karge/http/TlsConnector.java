package io.karge.http;

import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The port on which the HTTP server speaks TLS. One that is taken is told, and does not keep the server from starting. */
final class TlsConnector extends ServerConnector {
    private final Consumer<String> failed;

    /** @param failed hears why the port cannot be opened */
    TlsConnector(Server server, TlsEndpoint endpoint, SslContextFactory.Server identity, Consumer<String> failed) {
        super(server, 1, 1, new SslConnectionFactory(identity, HttpVersion.HTTP_1_1.asString()), http());
        this.failed = failed;
        setHost(endpoint.host());
        setPort(endpoint.port());
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // Names are checked by the gate, against its hosts; a client by address sends none in its handshake.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return new HttpConnectionFactory(configuration);
    }

    @Override
    protected void doStart() throws Exception {
        try {
            super.doStart();
        } catch (IOException e) {
            failed.accept(String.valueOf(e.getMessage()));
        }
    }
}
