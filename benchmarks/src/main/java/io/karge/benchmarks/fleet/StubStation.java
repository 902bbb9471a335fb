package io.karge.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One connection of the stub CSMS: the handshake and the frames of RFC 6455 as far as a station of ours uses them, and
 * the answers to what a station sends. Everything on the thread of the CSMS.
 */
final class StubStation {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASK_BYTES = 4;
    private static final int SHORT_LENGTH = 126;
    private static final int FIN = 0x80;
    private static final String TOKEN_ACCEPTED = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final StubCsms csms;
    private final ByteChannel channel;
    private final Map<String, Consumer<String>> open = new HashMap<>();
    private ByteBuffer in = ByteBuffer.allocate(16_384);
    private String id = "";
    private long lastId;
    private Consumer<String> observer = call -> {};

    StubStation(StubCsms csms, ByteChannel channel) {
        this.csms = csms;
        this.channel = channel;
    }

    String id() {
        return id;
    }

    /** Sends a CALL; the text of its answer is given to {@code answer}. */
    void call(String action, String payload, Consumer<String> answer) {
        String messageId = Long.toString(++lastId);
        open.put(messageId, answer);
        send(TEXT, "[2,\"" + messageId + "\",\"" + action + "\"," + payload + "]");
    }

    /** Shows the text of every CALL of the station, before it is answered. */
    void observe(Consumer<String> calls) {
        observer = calls;
    }

    /** The socket has something to read. */
    void read() {
        do {
            readOnce();
        } while (channel instanceof TlsChannel tls && tls.isOpen() && tls.hasMore());
    }

    private void readOnce() {
        try {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 4).put(in.flip());
            }
            int count = channel.read(in);
            if (count < 0) {
                drop();
                return;
            }
            in.flip();
            boolean whole = true;
            while (whole && in.hasRemaining()) {
                in.mark();
                whole = id.isEmpty() ? handshake() : frame();
            }
            if (!whole) {
                in.reset();
            }
            in.compact();
        } catch (IOException e) {
            drop();
        }
    }

    /** Takes one request off the buffer; false when it is not whole yet. */
    private boolean handshake() {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        String request = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!request.endsWith("\r\n\r\n")) {
            return false;
        }
        String path = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP/"));
        id = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
        String key = Arrays.stream(request.split("\r\n"))
                .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                .map(line -> line.substring(18).strip())
                .findFirst()
                .orElseThrow();
        write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Protocol: ocpp2.0.1\r\nSec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1)));
        csms.opened(this);
        return true;
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** Takes one frame, which a client always masks, off the buffer; false when it is not whole yet. */
    private boolean frame() {
        if (in.remaining() < 2) {
            return false;
        }
        int opcode = in.get() & 0x0f;
        long length = in.get() & 0x7f;
        if (length >= SHORT_LENGTH) {
            int more = length == SHORT_LENGTH ? Short.BYTES : Long.BYTES;
            if (in.remaining() < more) {
                return false;
            }
            length = more == Short.BYTES ? in.getShort() & 0xffff : in.getLong();
        }
        if (in.remaining() < MASK_BYTES + length) {
            return false;
        }
        byte[] mask = new byte[MASK_BYTES];
        in.get(mask);
        byte[] payload = new byte[(int) length];
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % MASK_BYTES];
        }
        received(opcode, new String(payload, StandardCharsets.UTF_8));
        return true;
    }

    private void received(int opcode, String text) {
        switch (opcode) {
            case TEXT -> received(text);
            case PING -> send(PONG, text);
            case CLOSE -> drop();
            default -> {}
        }
    }

    /** Our stations write compact JSON and ids without escapes. */
    private void received(String text) {
        String[] strings = text.split("\"", 5);
        String messageId = strings[1];
        if (text.startsWith("[2,")) {
            observer.accept(text);
            send(TEXT, "[3,\"" + messageId + "\"," + answer(strings[3], text) + "]");
            return;
        }
        Consumer<String> answer = open.remove(messageId);
        if (answer != null) {
            answer.accept(text);
        }
    }

    private String answer(String action, String text) {
        return switch (action) {
            case "BootNotification" -> {
                csms.booted(this);
                yield "{\"currentTime\":\"" + Instant.now() + "\",\"interval\":300,\"status\":\"Accepted\"}";
            }
            case "Heartbeat" -> "{\"currentTime\":\"" + Instant.now() + "\"}";
            case "TransactionEvent" -> text.contains("\"idToken\"") ? TOKEN_ACCEPTED : "{}";
            case "Authorize" -> TOKEN_ACCEPTED;
            default -> "{}";
        };
    }

    private void send(int opcode, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (FIN | opcode));
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            frame.put((byte) SHORT_LENGTH).putShort((short) payload.length);
        } else {
            frame.put((byte) (SHORT_LENGTH + 1)).putLong(payload.length);
        }
        write(frame.put(payload).flip());
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            drop();
        }
    }

    /** Breaks the connection. */
    void drop() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
        csms.closed(this);
    }
}
