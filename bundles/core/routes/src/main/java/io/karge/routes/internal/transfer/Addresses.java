package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which addresses files may come from and go to: those of the internet and of private networks, not those of this machine
 * or of its link, unless configured. Asked after the resolution of a name, so that no name leads around it.
 */
final class Addresses {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Predicate<InetAddress> forbidden;

    Addresses(Resolver resolver, Predicate<InetAddress> forbidden) {
        this.resolver = resolver;
        this.forbidden = forbidden;
    }

    /** Names as this machine resolves them. */
    static Addresses ofThisMachine(boolean allowLocal) {
        return new Addresses(InetAddress::getAllByName, allowLocal ? address -> false : Addresses::isLocal);
    }

    /** The addresses of the host that may be connected to, at least one. */
    List<InetAddress> of(String host) throws TransferFailure {
        List<InetAddress> all;
        try {
            all = List.of(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw new TransferFailure(
                    Cause.UNREACHABLE,
                    "the host " + host + " is unknown: check its name, and the name servers of this machine");
        }
        List<InetAddress> allowed = all.stream().filter(forbidden.negate()).toList();
        if (allowed.isEmpty()) {
            throw new TransferFailure(
                    Cause.FORBIDDEN_ADDRESS,
                    "the host " + host + " is "
                            + (all.isEmpty() ? "nowhere" : all.get(0).getHostAddress())
                            + ", an address of this machine or its link, where files must not come from or go to; "
                            + "allowLocal in etc/io.karge.transfers.cfg allows it");
        }
        return allowed;
    }

    static boolean isLocal(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        if (octets.length == 4) {
            return octets[0] == 0 || octets[0] == (byte) 255;
        }
        if (starts(octets, NAT64)) {
            return isLocal(v4(octets, 12));
        }
        if (starts(octets, SIX_TO_FOUR)) {
            return isLocal(v4(octets, 2));
        }
        return starts(octets, new byte[12]) && isLocal(v4(octets, 12)); // an old way to write an IPv4 address
    }

    private static boolean starts(byte[] octets, byte[] with) {
        return Arrays.equals(octets, 0, with.length, with, 0, with.length);
    }

    private static InetAddress v4(byte[] octets, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets", e);
        }
    }
}
