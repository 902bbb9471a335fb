package io.karge.station.testkit;

import io.karge.station.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** The problems that the block raised and has not cleared. */
public final class FakeProblems implements Problems {
    private final Map<String, String> raised = new LinkedHashMap<>();

    FakeProblems() {}

    @Override
    public void raise(String key, String what, String why, String remedy) {
        raised.put(key, what + ": " + why + ". " + remedy);
    }

    @Override
    public void clear(String key) {
        raised.remove(key);
    }

    /** The texts by their keys. */
    public Map<String, String> raised() {
        return Map.copyOf(raised);
    }
}
