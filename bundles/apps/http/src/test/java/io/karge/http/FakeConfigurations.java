package io.karge.http;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The one configuration of the HTTP server, and where it is delivered to. */
@SuppressWarnings("JdkObsolete") // the only Dictionary there is
final class FakeConfigurations {
    final ConfigurationAdmin admin = fake(ConfigurationAdmin.class, "listConfigurations", this::list);
    private final Configuration configuration = fake(Configuration.class, "update", this::deliver);
    private final Dictionary<String, Object> stored = new Hashtable<>();
    private @Nullable Consumer<Dictionary<String, Object>> receiver;

    private interface Call {
        @Nullable
        Object made();
    }

    void receiver(Consumer<Dictionary<String, Object>> to) {
        receiver = to;
    }

    FakeConfigurations with(String key, Object value) {
        stored.put(key, value);
        return this;
    }

    @Nullable
    Object deliver() {
        if (receiver != null) {
            Dictionary<String, Object> copy = new Hashtable<>();
            stored.keys().asIterator().forEachRemaining(key -> copy.put(key, stored.get(key)));
            receiver.accept(copy);
        }
        return null;
    }

    private @Nullable Object list() {
        return stored.isEmpty() ? null : new Configuration[] {configuration};
    }

    private static <T> T fake(Class<T> type, String method, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return call.made();
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }
}
