package io.karge.transfer.testkit;

import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP or HTTPS server: GET with Range and If-Range, PUT and POST, Basic authentication. Jetty rather than the server
 * of the JDK, because a test must be able to break a connection.
 */
public final class HttpFileServer extends FaultyFileServer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final boolean tls;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private final ServerConnector connector;

    private HttpFileServer(Path folder, @Nullable TestAuthority authority) throws Exception {
        super(folder);
        tls = authority != null;
        if (authority == null) {
            connector = new ServerConnector(server);
        } else {
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setSslContext(ServerTls.context(ServerTls.credentials(authority), () -> false));
            connector = new ServerConnector(server, context, new HttpConnectionFactory());
        }
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Files2Http());
        server.start();
    }

    /** One without TLS. */
    public static HttpFileServer http(Path folder) throws Exception {
        return new HttpFileServer(folder, null);
    }

    /** One with a certificate of that authority for localhost. */
    public static HttpFileServer https(Path folder, TestAuthority authority) throws Exception {
        return new HttpFileServer(folder, authority);
    }

    @Override
    public String scheme() {
        return tls ? "https" : "http";
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    /** Method, path with query, and Range of every request, in order; for example {@code GET /a?b bytes=5-}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        faults.release();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    private final class Files2Http extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            faults.asked();
            String range = request.getHeaders().get(HttpHeader.RANGE);
            requests.add(request.getMethod() + " " + request.getHttpURI().getPathQuery()
                    + (range == null ? "" : " " + range));
            int refusal = refusal(request);
            if (refusal != 0) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close"); // a body that is not read is none's
                if (faults.current() instanceof Fault.Redirect redirect) {
                    response.getHeaders().put(HttpHeader.LOCATION, redirect.location());
                }
                answer(refusal, response, callback);
                return true;
            }
            try {
                if (request.getMethod().equals("GET")) {
                    get(request, response, callback);
                } else {
                    put(request, response, callback);
                }
            } catch (IOException e) { // as the fault has it
                reset(request);
                callback.failed(e);
            }
            return true;
        }

        private int refusal(Request request) {
            String expected = "Basic "
                    + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (faults.current() instanceof Fault.ErrorReply error) {
                return error.code();
            }
            if (faults.current() instanceof Fault.Redirect redirect) {
                return redirect.status();
            }
            boolean known = expected.equals(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            return known && !(faults.current() instanceof Fault.RefuseLogin) ? 0 : 401;
        }

        private void get(Request request, Response response, Callback callback) throws IOException {
            Path file = file(request);
            if (!Files.isRegularFile(file)) {
                answer(404, response, callback);
                return;
            }
            long length = Files.size(file);
            String tag = "\"" + length + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
            long from = from(request, tag);
            HttpFields.Mutable headers = response.getHeaders();
            headers.put(HttpHeader.ETAG, tag);
            if (from > 0 && from >= length) {
                headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + length);
                answer(416, response, callback);
                return;
            }
            long announced = faults.current() instanceof Fault.AnnounceLength other ? other.octets() : length;
            if (from > 0) {
                headers.put(HttpHeader.CONTENT_RANGE, "bytes " + from + "-" + (announced - 1) + "/" + announced);
            }
            response.setStatus(from > 0 ? 206 : 200);
            headers.put(HttpHeader.CONTENT_LENGTH, announced - from);
            OutputStream out =
                    Content.Sink.asOutputStream(response); // not to be closed: that would end the answer well
            try (InputStream content = Files.newInputStream(file)) {
                content.skipNBytes(from);
                try (InputStream in = faults.reading(name(file), content)) {
                    in.transferTo(out);
                }
            }
            out.flush();
            if (announced != length) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
            }
            callback.succeeded();
        }

        private long from(Request request, String tag) {
            String range = request.getHeaders().get(HttpHeader.RANGE);
            String only = request.getHeaders().get(HttpHeader.IF_RANGE);
            Matcher asked = RANGE.matcher(range == null ? "" : range);
            boolean same = only == null || only.equals(tag);
            return asked.matches() && same && !(faults.current() instanceof Fault.NoResume)
                    ? Long.parseLong(asked.group(1))
                    : 0;
        }

        private void put(Request request, Response response, Callback callback) throws IOException {
            Path file = file(request);
            Path parent = file.getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                answer(409, response, callback);
                return;
            }
            try (InputStream in = Content.Source.asInputStream(request);
                    OutputStream out = faults.writing(name(file), Files.newOutputStream(file), () -> {})) {
                in.transferTo(out);
            }
            answer(faults.current() instanceof Fault.FailAfterLast fail ? fail.code() : 201, response, callback);
        }

        private String name(Path file) {
            return folder.relativize(file).toString();
        }

        private Path file(Request request) {
            String name = Request.getPathInContext(request).substring(1);
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) ? file : folder.resolve("none");
        }

        private void answer(int status, Response response, Callback callback) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
            callback.succeeded();
        }

        /** Breaks the connection, not just ends it: what waits to be sent is lost and the other side gets an error. */
        private void reset(Request request) throws IOException {
            if (request.getConnectionMetaData().getConnection().getEndPoint().getTransport()
                    instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        }
    }
}
