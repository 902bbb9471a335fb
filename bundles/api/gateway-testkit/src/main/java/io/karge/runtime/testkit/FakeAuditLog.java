package io.karge.runtime.testkit;

import io.karge.runtime.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** Keeps the entries of an audit log. Thread-safe. */
public final class FakeAuditLog implements AuditLog {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    /** All so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** All so far, each as {@code who | what | result}. */
    public List<String> lines() {
        return entries().stream()
                .map(entry -> entry.who() + " | " + entry.what() + " | " + entry.result())
                .toList();
    }
}
