package io.karge.console;

import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Who may run a command, as etc/org.apache.karaf.command.acl.SCOPE.cfg says. Whoever is no administrator may run what
 * such a file names for one of his roles, and nothing that it does not name: a command without a line, and a scope
 * without a file, is the administrators'. Thread-safe.
 */
final class CommandAcl {
    static final String ADMINISTRATOR = "admin";

    private static final String PID = "org.apache.karaf.command.acl.";

    private final ConfigurationAdmin configurations;

    CommandAcl(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    static boolean isAdministrator(Subject subject) {
        return roles(subject).contains(ADMINISTRATOR);
    }

    /** Whether a file gives the command, by its name, to one of the roles. */
    boolean allows(Subject subject, String scope, String command) {
        Set<String> own = roles(subject);
        return line(scope, command).stream()
                .flatMap(roles -> Arrays.stream(roles.replaceFirst("#.*", "").split(",")))
                .anyMatch(role -> own.contains(role.strip()));
    }

    /** Whether a file gives the command to others than administrators: then it only looks. */
    boolean isOfOthers(String scope, String command) {
        return line(scope, command).stream()
                .flatMap(roles -> Arrays.stream(roles.replaceFirst("#.*", "").split(",")))
                .anyMatch(role -> !role.isBlank() && !role.strip().equals(ADMINISTRATOR));
    }

    private Optional<String> line(String scope, String command) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + PID + scope + ")");
            if (found == null) {
                return Optional.empty();
            }
            Dictionary<String, Object> properties = found[0].getProperties();
            return Optional.ofNullable(properties.get(command)).map(Object::toString);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the access list of '" + scope + "' cannot be read", e);
        }
    }

    private static Set<String> roles(Subject subject) {
        return subject.getPrincipals(RolePrincipal.class).stream()
                .map(Principal::getName)
                .collect(Collectors.toSet());
    }
}
