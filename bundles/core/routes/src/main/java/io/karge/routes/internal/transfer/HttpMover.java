package io.karge.routes.internal.transfer;

import io.karge.station.TransferOrder.Direction;
import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP and HTTPS: GET, continued by Range, and PUT (N01.FR.18). Over the core of Apache HttpClient, because its client and
 * Camel's component resolve names, follow redirects and open sockets by themselves, where each address must be checked
 * and a transfer be cut off at once.
 */
final class HttpMover implements Mover {
    private static final int REDIRECTS = 5;
    /** From this length on the server is asked before the octets are sent (N01.FR.22). */
    private static final long ASK_BEFORE = 1 << 20;

    /** Without a bound a server could fill the memory before it sends the first octet of the file. */
    private static final Http1Config BOUNDED = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(100)
            .build();

    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    @Override
    public long move(Transfer transfer) throws IOException {
        SSLContext[] tls = new SSLContext[1];
        Location location = transfer.location();
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Attempt attempt = new Attempt(transfer, location, tls);
            OptionalLong moved = attempt.move();
            if (moved.isPresent()) {
                return moved.getAsLong();
            }
            location = attempt.next;
        }
        throw new TransferFailure(
                Cause.SERVER_ERROR,
                "the server sends on more than " + REDIRECTS + " times: give the location at the end of that chain");
    }

    /** A request to one place. */
    private static final class Attempt {
        private final Transfer transfer;
        private final Location location;
        private final @Nullable SSLContext[] tls;
        private Location next;

        Attempt(Transfer transfer, Location location, @Nullable SSLContext[] tls) {
            this.transfer = transfer;
            this.location = location;
            this.tls = tls;
            next = location;
        }

        /** Empty when the server sends on, to {@link #next}. */
        OptionalLong move() throws IOException {
            if (transfer.order().direction() == Direction.PUT) {
                return put();
            }
            try (DownloadFile file = transfer.download()) {
                while (true) {
                    long from = file.resumeAt();
                    OptionalLong moved = get(file, from);
                    if (moved.isPresent() || !next.equals(location)) {
                        return moved;
                    }
                    if (from == 0) {
                        throw new TransferFailure(
                                Cause.SERVER_ERROR, "the server sends parts where the whole is asked");
                    }
                    file.restart(); // what is here is another file than the server's
                }
            }
        }

        private OptionalLong get(DownloadFile file, long from) throws IOException {
            try (DefaultBHttpClientConnection connection = connect()) {
                ClassicHttpRequest request = request("GET");
                request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
                if (from > 0) {
                    request.setHeader(HttpHeaders.RANGE, "bytes=" + from + "-");
                }
                ClassicHttpResponse response = execute(request, connection);
                if (response.getCode() == 416 && from > 0) {
                    return OptionalLong.empty();
                }
                if (isElsewhere(response)) {
                    return OptionalLong.empty();
                }
                HttpEntity entity = response.getEntity();
                boolean part = response.getCode() == 206;
                if (entity == null || (part && from == 0)) {
                    throw new TransferFailure(Cause.SERVER_ERROR, "the server sends no file");
                }
                refuseEncoded(response);
                if (!begin(file, response, part ? from : 0, entity.getContentLength())) {
                    return OptionalLong.empty();
                }
                try {
                    if (!file.take(entity.getContent())) {
                        return OptionalLong.empty();
                    }
                } catch (ConnectionClosedException e) {
                    transfer.connections().failIfEnded(); // else the server has ended it in order, and too early
                }
                return OptionalLong.of(file.complete());
            }
        }

        /** Whether what comes fits what was asked for. */
        private static boolean begin(DownloadFile file, ClassicHttpResponse response, long from, long length)
                throws TransferFailure {
            long whole = length < 0 ? -1 : from + length;
            if (from > 0) {
                Header header = response.getFirstHeader(HttpHeaders.CONTENT_RANGE);
                Matcher range = RANGE.matcher(header == null ? "" : header.getValue());
                if (!range.matches() || !range.group(1).equals(Long.toString(from))) {
                    return false;
                }
                whole = range.group(2).equals("*") ? whole : Long.parseLong(range.group(2));
            }
            file.begin(from, whole);
            return true;
        }

        private static void refuseEncoded(ClassicHttpResponse response) throws TransferFailure {
            Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
            if (encoding != null && !encoding.getValue().equalsIgnoreCase("identity")) {
                throw new TransferFailure(
                        Cause.SERVER_ERROR,
                        "the server sends the file with the encoding " + encoding.getValue()
                                + ", which was not asked for: let it send the file as it is");
            }
        }

        private OptionalLong put() throws IOException {
            try (UploadStream file = transfer.upload();
                    DefaultBHttpClientConnection connection = connect()) {
                ClassicHttpRequest request = request("PUT");
                request.setHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
                request.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(file.length()));
                if (file.length() > ASK_BEFORE) {
                    request.setHeader(HttpHeaders.EXPECT, "100-continue");
                }
                request.setEntity(new UploadEntity(file));
                ClassicHttpResponse response = execute(request, connection);
                return isElsewhere(response) ? OptionalLong.empty() : OptionalLong.of(file.complete());
            }
        }

        private DefaultBHttpClientConnection connect() throws IOException {
            Socket socket = transfer.connections().connect(location);
            if (location.scheme().equals("https")) {
                SSLContext context = tls[0];
                if (context == null) {
                    context = ServerTrust.context(transfer.order().roots());
                    tls[0] = context;
                }
                try {
                    socket = transfer.connections().secure(context, socket, location);
                } catch (SSLException e) {
                    transfer.connections().failIfEnded();
                    throw ServerTrust.diagnosis(location.server(), e);
                }
            }
            DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(BOUNDED);
            connection.bind(socket);
            return connection;
        }

        private ClassicHttpRequest request(String method) {
            ClassicHttpRequest request = new BasicClassicHttpRequest(method, location.request());
            request.setHeader(HttpHeaders.HOST, location.server());
            request.setHeader(HttpHeaders.USER_AGENT, "Karge");
            request.setHeader(HttpHeaders.CONNECTION, "close");
            if (!location.user().isEmpty()) {
                byte[] login = (location.user() + ":" + location.password()).getBytes(StandardCharsets.UTF_8);
                request.setHeader(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(login));
            }
            return request;
        }

        private ClassicHttpResponse execute(ClassicHttpRequest request, DefaultBHttpClientConnection connection)
                throws IOException {
            try {
                ClassicHttpResponse response =
                        new HttpRequestExecutor().execute(request, connection, HttpCoreContext.create());
                transfer.connections().moved();
                return response;
            } catch (HttpException | MessageConstraintException e) {
                throw new TransferFailure(
                        Cause.SERVER_ERROR, location.server() + " answers, but not as HTTP has it: " + e.getMessage());
            }
        }

        /** Whether the server sends on; then {@link #next} says where. */
        private boolean isElsewhere(ClassicHttpResponse response) throws TransferFailure {
            int code = response.getCode();
            if (code >= 200 && code < 300) {
                return false;
            }
            Header place = response.getFirstHeader(HttpHeaders.LOCATION);
            boolean sendsOn = code == 301 || code == 302 || code == 307 || code == 308;
            boolean getsElsewhere = code == 303 && transfer.order().direction() == Direction.GET;
            if (place == null || !(sendsOn || getsElsewhere)) {
                throw refusal(code);
            }
            next = location.redirected(place.getValue());
            boolean http = next.scheme().equals("https") || next.scheme().equals("http");
            if (!http || (location.scheme().equals("https") && !next.scheme().equals("https"))) {
                throw new TransferFailure(
                        Cause.FORBIDDEN_ADDRESS,
                        "the server sends on from " + location.scheme() + " to " + next.scheme()
                                + ", which is not followed: give the location of the file itself");
            }
            if (next.equals(location)) {
                throw new TransferFailure(Cause.SERVER_ERROR, "the server sends on to the same place for ever");
            }
            return true;
        }

        private TransferFailure refusal(int code) {
            String server = location.server() + " answers with the HTTP status " + code + ": ";
            return switch (code) {
                case 401, 403, 407 ->
                    new TransferFailure(
                            Cause.PERMISSION_DENIED, server + "check user and password in the location, and the path");
                case 404, 410 -> new TransferFailure(Cause.NOT_FOUND, server + "check the path in the location");
                default -> new TransferFailure(Cause.SERVER_ERROR, server + "see the log of the server");
            };
        }
    }
}
