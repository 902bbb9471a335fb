package io.karge.transport.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers one handshake as no proper server would, byte by byte. */
final class RawServer implements AutoCloseable {

    /** What the server sends; an exception because the client has gone is the good end. */
    interface Script {
        void answer(OutputStream out, String acceptKey) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch end;
    private final CompletableFuture<Boolean> closed;

    /** Chooses this subprotocol; none when it is empty. */
    RawServer(String subprotocol) throws IOException {
        this((out, key) -> write(out, switching(key, subprotocol)));
    }

    RawServer(Script script) throws IOException {
        this(script, new CountDownLatch(1));
    }

    private RawServer(Script script, CountDownLatch end) throws IOException {
        this.end = end;
        closed = CompletableFuture.supplyAsync(() -> serve(script));
    }

    /** A server that does not read what comes after the handshake. */
    static RawServer deaf() throws IOException {
        return lasting(out -> {}, (out, key) -> write(out, switching(key, "ocpp2.0.1")));
    }

    /** A server whose answer comes in byte by byte, faster than any patience, and never ends. */
    static RawServer trickling() throws IOException {
        return lasting(out -> write(out, "x"), (out, key) -> write(out, "HTTP/1.1 101 Switching Protocols\r\nX: "));
    }

    private interface Tick {
        void on(OutputStream out) throws IOException;
    }

    private static RawServer lasting(Tick tick, Script begin) throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        return new RawServer(
                (out, key) -> {
                    begin.answer(out, key);
                    try {
                        while (!end.await(20, TimeUnit.MILLISECONDS)) {
                            tick.on(out);
                        }
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                },
                end);
    }

    /** The head of a good answer with this subprotocol. */
    static String switching(String acceptKey, String subprotocol) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptKey + "\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ocpp";
    }

    /** Whether the client ended the connection. */
    boolean clientHasClosed() {
        return closed.orTimeout(15, TimeUnit.SECONDS).join();
    }

    private boolean serve(Script script) {
        try (Socket client = server.accept()) {
            client.setSoTimeout(15_000);
            InputStream in = client.getInputStream();
            script.answer(client.getOutputStream(), acceptOf(readHead(in)));
            // A proper server answers a close frame by closing; this one waits for the first byte, or the end.
            in.read();
            return true;
        } catch (IOException e) {
            return e instanceof SocketException;
        }
    }

    /** Reads the head of a request. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client has gone");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    /** What a server that accepts answers to the key in the head of a request. */
    static String acceptOf(String head) {
        String key = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
    }
}
