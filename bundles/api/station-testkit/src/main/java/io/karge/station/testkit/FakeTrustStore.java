package io.karge.station.testkit;

import io.karge.station.TrustStore;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A trust store in memory; empty in the beginning. */
public final class FakeTrustStore implements TrustStore {
    private final Map<Use, Set<X509Certificate>> roots = new EnumMap<>(Use.class);

    FakeTrustStore() {}

    @Override
    public List<X509Certificate> roots(Use use) {
        return List.copyOf(of(use));
    }

    @Override
    public void install(Use use, X509Certificate root) {
        of(use).add(root);
    }

    @Override
    public void remove(Use use, X509Certificate root) {
        of(use).remove(root);
    }

    private Set<X509Certificate> of(Use use) {
        return roots.computeIfAbsent(use, ignored -> new LinkedHashSet<>());
    }
}
