package io.karge.runtime.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the blocks of a station offer each other. On the loop only. */
final class Ports {
    private record Offer(BlockContext owner, Object implementation) {}

    private final Map<Class<?>, Offer> offers = new HashMap<>();

    /**
     * @throws IllegalStateException when another block offers the port
     */
    <T> void offer(BlockContext owner, Class<T> port, T implementation) {
        Offer present = offers.putIfAbsent(port, new Offer(owner, implementation));
        if (present != null) {
            throw new IllegalStateException(port.getSimpleName() + " is offered already");
        }
    }

    <T> Optional<T> find(Class<T> port) {
        return Optional.ofNullable(offers.get(port)).map(offer -> port.cast(offer.implementation()));
    }

    void withdraw(BlockContext owner) {
        offers.values().removeIf(offer -> offer.owner() == owner);
    }
}
