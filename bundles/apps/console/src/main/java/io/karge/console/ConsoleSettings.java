package io.karge.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of the console.
 *
 * @param port as it is written
 * @param algorithm of a host key that is to be made, with its size in bits
 */
record ConsoleSettings(
        String host,
        String port,
        String realm,
        String role,
        Duration idleTimeout,
        List<String> authMethods,
        Path hostKey,
        String algorithm,
        int keySize) {
    private static final int MAX_PORT = 65_535;

    ConsoleSettings {
        authMethods = List.copyOf(authMethods);
    }

    static ConsoleSettings of(Console.Config config) {
        return new ConsoleSettings(
                config.sshHost(),
                config.sshPort(),
                config.sshRealm(),
                config.sshRole(),
                Duration.ofMillis(config.sshIdleTimeout()),
                List.of(config.authMethods()),
                Path.of(config.hostKey()),
                config.algorithm(),
                config.keySize());
    }

    /** @throws IllegalArgumentException when it is none; the message says so */
    int portNumber() {
        try {
            int number = Integer.parseInt(port.strip());
            if (number > 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("sshPort is '" + port + "', a number from 1 to " + MAX_PORT + " is needed");
    }
}
