package io.karge.runtime.internal;

import io.karge.station.FunctionalBlockFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which order blocks are told of an event: those that others hear after come first ({@link
 * FunctionalBlockFactory#hearsAfter}); where nothing is declared, by name, so that every run is the same. Blocks that
 * wait for each other in a circle are a defect, which the log names; the circle is cut somewhere. Pure.
 */
final class HearingOrder {
    private static final Logger LOG = LoggerFactory.getLogger(HearingOrder.class);

    private HearingOrder() {}

    static List<FunctionalBlockFactory> of(Collection<FunctionalBlockFactory> factories) {
        return sorted(factories, Function.identity());
    }

    static <T> List<T> sorted(Collection<T> items, Function<T, FunctionalBlockFactory> factory) {
        Map<String, T> byName = items.stream()
                .collect(Collectors.toMap(item -> factory.apply(item).name(), Function.identity()));
        List<T> ordered = new ArrayList<>();
        Walk<T> walk = new Walk<>(byName, factory, ordered);
        byName.keySet().stream().sorted(Comparator.naturalOrder()).forEach(walk::visit);
        return ordered;
    }

    private static final class Walk<T> {
        private final Map<String, T> byName;
        private final Function<T, FunctionalBlockFactory> factory;
        private final List<T> ordered;
        private final Set<String> done = new HashSet<>();
        private final Set<String> open = new HashSet<>();

        Walk(Map<String, T> byName, Function<T, FunctionalBlockFactory> factory, List<T> ordered) {
            this.byName = new HashMap<>(byName);
            this.factory = factory;
            this.ordered = ordered;
        }

        void visit(String name) {
            T item = byName.get(name);
            if (item == null || done.contains(name)) {
                return;
            }
            if (!open.add(name)) {
                LOG.error("the block {} hears after blocks that hear after it", name);
                return;
            }
            factory.apply(item).hearsAfter().stream().sorted().forEach(this::visit);
            if (done.add(name)) {
                ordered.add(item);
            }
        }
    }
}
