package io.karge.simulator;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A cfg as Declarative Services hands it over: text, and the declared default where a key is missing. */
final class Configs {
    private Configs() {}

    static SimulatorConfig of(String... keysAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return (SimulatorConfig) Proxy.newProxyInstance(
                SimulatorConfig.class.getClassLoader(),
                new Class<?>[] {SimulatorConfig.class},
                (proxy, key, none) -> values.getOrDefault(key.getName(), key.getDefaultValue()));
    }
}
