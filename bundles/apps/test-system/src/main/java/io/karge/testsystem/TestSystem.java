package io.karge.testsystem;

import io.karge.time.TimeSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CSMS of this container: there when {@code etc/io.karge.testsystem.cfg} is. */
@Component(
        service = TestSystem.class,
        configurationPid = TestSystem.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TestSystem.Config.class)
public final class TestSystem {
    static final String PID = "io.karge.testsystem";

    private static final Logger LOG = LoggerFactory.getLogger(TestSystem.class);

    private final CsmsServer server;

    /** PID {@code io.karge.testsystem}. */
    @ObjectClassDefinition
    @interface Config {
        String host() default "127.0.0.1";

        /** 0 for a free port. */
        int port() default 8180;

        /** What every station must present; empty when any password will do. */
        String password() default "";

        /** Seconds between heartbeats. */
        int heartbeatInterval() default 300;

        /** Tokens that are answered with Blocked, separated by commas. */
        String blockedTokens() default "";
    }

    /**
     * The configuration, checked.
     *
     * @param password null when any password will do
     */
    record Settings(
            String host, int port, @Nullable String password, int heartbeatInterval, Set<String> blockedTokens) {
        Settings {
            require(port >= 0 && port <= 65535, "port", port, "0 to 65535");
            require(heartbeatInterval > 0, "heartbeatInterval", heartbeatInterval, "a number of seconds above 0");
            blockedTokens = Set.copyOf(blockedTokens);
        }

        static Settings of(Config config) {
            Set<String> blocked = Arrays.stream(config.blockedTokens().split(","))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty())
                    .collect(Collectors.toSet());
            return new Settings(
                    config.host(),
                    config.port(),
                    config.password().isEmpty() ? null : config.password(),
                    config.heartbeatInterval(),
                    blocked);
        }

        private static void require(boolean good, String key, int value, String needed) {
            if (!good) {
                throw new IllegalArgumentException(
                        "etc/" + PID + ".cfg: '" + key + "' is " + value + ", it must be " + needed);
            }
        }
    }

    @Activate
    public TestSystem(@Reference TimeSource time, Config config) throws Exception {
        this(time, Settings.of(config));
    }

    TestSystem(TimeSource time, Settings settings) throws Exception {
        server = new CsmsServer(
                settings.host(),
                settings.port(),
                settings.password(),
                new AcceptingBehaviour(time, settings.heartbeatInterval(), settings.blockedTokens()),
                time);
        try {
            server.start();
        } catch (Exception e) {
            LOG.error(
                    "the CSMS cannot listen on {}:{}: {}. Set another 'port' in etc/{}.cfg",
                    settings.host(),
                    settings.port(),
                    e.getMessage(),
                    PID);
            server.close();
            throw e;
        }
        LOG.info("csms={} is listening", server.url());
    }

    @Deactivate
    public void stop() {
        server.close();
    }

    CsmsServer server() {
        return server;
    }
}
