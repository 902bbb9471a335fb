package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.OfferedBySeveral;
import io.karge.station.PortCallback;
import io.karge.station.Reply;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the blocks of a station offer each other. Who asks is given no block but a fence before it: a call that throws, or
 * comes when the block has left, is answered with nothing, and a {@link PortCallback} is called exactly once. On the loop
 * only.
 */
final class Ports {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    /** What a call that fails is answered with, by the type of the answer. */
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class, false,
            int.class, 0,
            long.class, 0L,
            double.class, 0.0,
            Optional.class, Optional.empty(),
            Collection.class, List.of(),
            List.class, List.of(),
            Set.class, Set.of(),
            Map.class, Map.of());

    private record Offer(BlockEpoch owner, Object fence) {}

    private final Steps steps;
    private final UndoLog undo;
    private final Map<Class<?>, List<Offer>> offers = new HashMap<>();
    private final Map<Class<?>, List<Object>> own = new HashMap<>();

    private final Map<Class<?>, UnaryOperator<Object>> through = new HashMap<>();

    Ports(Steps steps, UndoLog undo) {
        this.steps = steps;
        this.undo = undo;
    }

    /**
     * Offers a port until the epoch of its owner is over.
     *
     * @throws IllegalArgumentException when there would be no answer for a call that fails
     * @throws IllegalStateException when it is offered already, by another block unless several may, or by this one
     */
    <T> void offer(BlockEpoch owner, Class<T> port, T implementation) {
        requireAnswerable(port);
        Object fence = Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, new Fence(owner, port, implementation));
        Offer offer = new Offer(owner, fence);
        List<Offer> present = offers.computeIfAbsent(port, first -> new ArrayList<>());
        boolean several = port.isAnnotationPresent(OfferedBySeveral.class);
        present.stream()
                .filter(other -> !several || other.owner() == owner)
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalStateException(port.getSimpleName() + " is offered already, by the block "
                            + other.owner().block());
                });
        present.add(offer);
        owner.atEnd(() -> {
            present.remove(offer);
            if (present.isEmpty()) {
                offers.remove(port, present);
            }
        });
    }

    private static void requireAnswerable(Class<?> port) {
        for (Method method : port.getMethods()) {
            Class<?> type = method.getReturnType();
            if (!Modifier.isStatic(method.getModifiers()) && type != void.class && !NOTHING.containsKey(type)) {
                throw new IllegalArgumentException("a port cannot answer with " + type.getSimpleName() + ": "
                        + port.getSimpleName() + "." + method.getName());
            }
        }
    }

    /** Has the runtime itself offer a port that several may, before the blocks; for good. */
    <T> void own(Class<T> port, T implementation) {
        own.computeIfAbsent(port, first -> new ArrayList<>()).add(implementation);
    }

    /** Has whoever asks for a port given this in its place, whoever offers it; for good. */
    <T> void through(Class<T> port, UnaryOperator<T> before) {
        through.put(port, implementation -> before.apply(port.cast(implementation)));
    }

    <T> Optional<T> find(Class<T> port) {
        return all(port).stream().findFirst();
    }

    /** All that is offered of a port, what the runtime offers first, then in the order in which it was. */
    <T> List<T> all(Class<T> port) {
        return Stream.concat(
                        own.getOrDefault(port, List.of()).stream(),
                        offers.getOrDefault(port, List.of()).stream().map(Offer::fence))
                .map(through.getOrDefault(port, UnaryOperator.identity()))
                .map(port::cast)
                .toList();
    }

    /** Stands before what a block offers. */
    private final class Fence implements InvocationHandler {
        private final BlockEpoch owner;
        private final Class<?> port;
        private final Object implementation;

        Fence(BlockEpoch owner, Class<?> port, Object implementation) {
            this.owner = owner;
            this.port = port;
            this.implementation = implementation;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return invoke(method, arguments);
            }
            String what = port.getSimpleName() + "." + method.getName();
            Object[] passed = arguments == null ? null : arguments.clone();
            for (int i = 0; passed != null && i < passed.length; i++) {
                if (passed[i] instanceof PortCallback<?> callback) {
                    passed[i] = new Pending(what, owner, callback);
                }
            }
            Object[] result = new Object[1];
            boolean good = owner.call(what, () -> result[0] = invoke(method, passed));
            return good ? result[0] : NOTHING.get(method.getReturnType());
        }

        /** What the block throws, as it is; ports declare no checked exceptions. */
        private @Nullable Object invoke(Method method, Object @Nullable [] arguments) {
            try {
                return method.invoke(implementation, arguments);
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getCause();
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw thrown instanceof RuntimeException defect ? defect : new IllegalStateException(thrown);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The callback of somebody who waits for a block's reply. */
    private final class Pending implements PortCallback<Object> {
        private final String what;
        private final @Nullable BlockEpoch asker;
        private final BlockEpoch asked;
        private final PortCallback<Object> then;
        private final Runnable left = this::left;
        private boolean replied;

        @SuppressWarnings("unchecked") // the block that was asked knows the type from the port
        Pending(String what, BlockEpoch asked, PortCallback<?> then) {
            this.what = what;
            this.asker = undo.current() instanceof BlockEpoch block ? block : null;
            this.asked = asked;
            this.then = (PortCallback<Object>) then;
            if (asked.isOver()) {
                left();
            } else {
                asked.atEnd(left);
            }
        }

        @Override
        public void reply(Reply<Object> reply) {
            asked.notAtEnd(left);
            if (replied) {
                LOG.debug("the block {} replies twice to {}", asked.block(), what);
                return;
            }
            replied = true;
            tell(reply);
        }

        /** In its turn: whoever asked may be on the stack, in the middle of something else. */
        private void left() {
            if (!replied) {
                replied = true;
                steps.run(() -> steps.next(() ->
                        tell(new Reply.Failed<>("the block " + asked.block() + " left before it replied to " + what))));
            }
        }

        private void tell(Reply<Object> reply) {
            if (asker == null) {
                then.reply(reply);
            } else {
                asker.call("the reply to " + what, () -> then.reply(reply));
            }
        }
    }
}
