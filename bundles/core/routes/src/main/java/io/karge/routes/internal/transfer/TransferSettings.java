package io.karge.routes.internal.transfer;

import java.time.Duration;
import java.util.Set;

/**
 * How files are moved.
 *
 * @param parallel how many transfers run at once
 * @param connectTimeout how long a server may take to accept a connection
 * @param stallTimeout how long nothing may move, neither octets nor answers
 * @param keepFree octets of the disk that a download leaves free
 * @param allowLocal whether files may come from and go to loopback, link-local and multicast addresses
 * @param implicitPorts of {@code ftps} URLs: where the server begins with TLS, without AUTH
 */
public record TransferSettings(
        int parallel,
        Duration connectTimeout,
        Duration stallTimeout,
        long keepFree,
        boolean allowLocal,
        Set<Integer> implicitPorts) {

    /** What holds where nothing is configured. */
    public static final TransferSettings DEFAULT =
            new TransferSettings(4, Duration.ofSeconds(30), Duration.ofSeconds(60), 64L << 20, false, Set.of(990));

    public TransferSettings {
        implicitPorts = Set.copyOf(implicitPorts);
    }

    /** With local addresses allowed, or not. */
    public TransferSettings withAllowLocal(boolean allow) {
        return new TransferSettings(parallel, connectTimeout, stallTimeout, keepFree, allow, implicitPorts);
    }

    /** With this many at once. */
    public TransferSettings withParallel(int count) {
        return new TransferSettings(count, connectTimeout, stallTimeout, keepFree, allowLocal, implicitPorts);
    }

    /** With these ports for implicit FTPS. */
    public TransferSettings withImplicitPorts(Set<Integer> ports) {
        return new TransferSettings(parallel, connectTimeout, stallTimeout, keepFree, allowLocal, ports);
    }
}
