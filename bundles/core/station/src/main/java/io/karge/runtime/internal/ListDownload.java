package io.karge.runtime.internal;

import io.karge.security.RevocationLists;
import io.karge.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;

/** Fetches revocation lists over HTTP: so long, so many octets, and no redirects. */
final class ListDownload implements RevocationLists.Source {
    private static final int OK = 200;
    private static final int CHUNK = 8_192;
    /** The whole may take so many times as long as each part of it. */
    private static final int PARTS = 3;

    private final TimeSource time;
    private final Duration timeout;

    /** @param timeout for the connection, and for each part of the answer */
    ListDownload(TimeSource time, Duration timeout) {
        this.time = time;
        this.timeout = timeout;
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        long end = time.nanoTime() + timeout.toNanos() * PARTS;
        URLConnection opened = address.toURL().openConnection(Proxy.NO_PROXY);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException("it is no address of HTTP");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        try {
            int status = connection.getResponseCode();
            if (status != OK) {
                throw new IOException("HTTP status " + status);
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in, end);
            }
        } finally {
            connection.disconnect();
        }
    }

    private byte[] read(InputStream in, long end) throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
            list.write(chunk, 0, got);
            if (list.size() > RevocationLists.MOST_OCTETS) {
                throw new IOException("it has more than " + RevocationLists.MOST_OCTETS + " octets");
            } else if (time.nanoTime() - end > 0) {
                throw new IOException(
                        "it takes longer than " + timeout.multipliedBy(PARTS).toSeconds() + " s");
            }
        }
        return list.toByteArray();
    }
}
