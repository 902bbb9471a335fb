package io.karge.testsystem;

import io.karge.time.TimeSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CSMS of this container: there when {@code etc/io.karge.testsystem.cfg} is. */
@Component(
        service = TestSystem.class,
        configurationPid = "io.karge.testsystem",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TestSystem {
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

    @Activate
    public TestSystem(@Reference TimeSource time, Config config) throws Exception {
        Set<String> blocked = Arrays.stream(config.blockedTokens().split(","))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .collect(Collectors.toSet());
        server = new CsmsServer(
                config.host(),
                config.port(),
                config.password().isEmpty() ? null : config.password(),
                new AcceptingBehaviour(time, config.heartbeatInterval(), blocked),
                time);
        try {
            server.start();
        } catch (Exception e) {
            LOG.error(
                    "the CSMS cannot listen on {}:{}: {}. Set another 'port' in etc/io.karge.testsystem.cfg",
                    config.host(),
                    config.port(),
                    e.getMessage());
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
