package io.karge.benchmarks.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/** The server's side of TLS on a channel that does not block. On the thread of the CSMS. */
final class TlsChannel implements ByteChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    /** Records that came, to be filled on. */
    private final ByteBuffer in;
    /** What they held, to be taken from. */
    private final ByteBuffer plain;

    private final ByteBuffer out;
    private boolean full;

    TlsChannel(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    /** Whether there is something to read although the socket may have nothing. */
    boolean hasMore() {
        return plain.hasRemaining() || full;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!plain.hasRemaining()) {
            int count = full ? 0 : channel.read(in);
            decrypt();
            if (count < 0 && !plain.hasRemaining()) {
                return count;
            }
        }
        int taken = Math.min(plain.remaining(), target.remaining());
        target.put(plain.slice().limit(taken));
        plain.position(plain.position() + taken);
        return taken;
    }

    private void decrypt() throws IOException {
        in.flip();
        plain.clear();
        boolean more = true;
        while (more) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> send(NOTHING);
                default -> more = in.hasRemaining() && unwrap();
            }
        }
        plain.flip();
        in.compact();
    }

    private boolean unwrap() throws IOException {
        SSLEngineResult result = engine.unwrap(in, plain);
        full = result.getStatus() == Status.BUFFER_OVERFLOW;
        return result.getStatus() == Status.OK;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        while (source.hasRemaining()) {
            send(source);
        }
        return count;
    }

    private void send(ByteBuffer source) throws IOException {
        out.clear();
        if (engine.wrap(source, out).getStatus() != Status.OK) {
            throw new IOException("TLS has ended");
        }
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Without a word, as when the process dies. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
