package io.karge.runtime;

import java.util.List;

/** A part of the gateway that listens on ports, an OSGi service: {@code karge:info} shows them. */
public interface PortOwner {

    /** Those that the configuration asks for. Called on any thread; returns at once. */
    List<Port> ports();

    /**
     * A port.
     *
     * @param server what is reached through it, in a few words
     * @param open whether it is ours at the moment
     */
    record Port(String server, String host, int port, boolean open) {}
}
