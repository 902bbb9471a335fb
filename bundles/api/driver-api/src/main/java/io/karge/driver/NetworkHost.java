package io.karge.driver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** Names a host by where it is, for {@link StationDriverFactory#hardware}. */
public final class NetworkHost {
    private static final String THIS_MACHINE = "localhost";

    private NetworkHost() {}

    /** How names become addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * The same text for each way to write one host: its address, {@code localhost} for every address of the loopback. Of a
     * name with several addresses the first in the order of their texts counts. A name that cannot be resolved now stays
     * what it is, in lower case. Any thread; waits for DNS, which may take seconds.
     *
     * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
     */
    public static String canonical(String host) {
        return canonical(host, InetAddress::getAllByName);
    }

    static String canonical(String host, Resolver resolver) {
        try {
            InetAddress[] addresses = resolver.resolve(host);
            boolean here = Arrays.stream(addresses)
                    .anyMatch(address -> address.isLoopbackAddress() || address.isAnyLocalAddress());
            return here
                    ? THIS_MACHINE
                    : Arrays.stream(addresses)
                            .map(InetAddress::getHostAddress)
                            .min(Comparator.naturalOrder())
                            .orElse(host.toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            return host.toLowerCase(Locale.ROOT); // it is asked again
        }
    }
}
