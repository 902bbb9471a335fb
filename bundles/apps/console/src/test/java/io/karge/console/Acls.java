package io.karge.console;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The access lists of a test, and those whom they are for. */
@SuppressWarnings("JdkObsolete") // the only Dictionary there is
final class Acls {
    static final Subject VIEWER = subject("viewer", "ssh");
    static final Subject ADMINISTRATOR = subject("admin", "ssh");

    private final Map<String, Dictionary<String, Object>> files = new HashMap<>();

    final ConfigurationAdmin configurations = fake(ConfigurationAdmin.class, (method, arguments) -> {
        Dictionary<String, Object> file = files.get((String) arguments[0]);
        return file == null ? null : new Configuration[] {fake(Configuration.class, (called, none) -> file)};
    });

    private interface Call {
        Object made(String method, Object[] arguments);
    }

    Acls line(String scope, String command, String roles) {
        files.computeIfAbsent("(service.pid=org.apache.karaf.command.acl." + scope + ")", pid -> new Hashtable<>())
                .put(command, roles);
        return this;
    }

    static Subject subject(String... roles) {
        Subject subject = new Subject();
        Set.of(roles).forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        return subject;
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.made(method.getName(), arguments)));
    }
}
