package io.karge.console;

import io.karge.runtime.AuditLog;
import io.karge.runtime.Gateway;
import io.karge.runtime.PortOwner;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.runtime.TakenPort;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.ssh.KarafJaasAuthenticator;
import org.apache.karaf.shell.ssh.ShellFactoryImpl;
import org.apache.karaf.shell.ssh.UserAuthFactoriesFactory;
import org.apache.karaf.shell.ssh.keygenerator.OpenSSHKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell over SSH. It stands in for the container's own SSH server, which listens before it is asked to, gives
 * everybody who enters the whole language of the shell, and forwards any port: here administrators have the shell,
 * others the commands that are theirs ({@link ViewerCommands}), and nobody forwards a port or copies a file. A port that
 * is taken is a problem, and is tried again until it is free.
 */
@Component(
        immediate = true,
        service = {ProblemSource.class, PortOwner.class},
        configurationPid = "org.apache.karaf.shell",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Console implements ProblemSource, PortOwner {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final ConsoleSettings settings;
    private final SessionFactory sessions;
    private final ViewerCommands viewerCommands;
    private final WorkerPool workers;
    private final Executor starter;
    private final TakenPort taken;
    private @Nullable SshServer server;
    private boolean closed;

    /** PID {@code org.apache.karaf.shell}; the keys are those of the container. */
    @interface Config {
        String sshHost() default "127.0.0.1";

        String sshPort() default "8101";

        String sshRealm() default "karaf";

        String sshRole() default "ssh";

        long sshIdleTimeout() default 1_800_000;

        String[] authMethods() default "publickey";

        String hostKey() default "etc/host.key";

        String algorithm() default "EC";

        int keySize() default 256;
    }

    /** Is told who entered; the console is there without it too. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Gateway gateway;

    @Activate
    public Console(
            Config config,
            @Reference SessionFactory sessions,
            @Reference ConfigurationAdmin configurations,
            @Reference AuditLog audit,
            @Reference TimeSource time,
            @Reference WorkerPool workers) {
        this(ConsoleSettings.of(config), sessions, configurations, audit, time, workers);
    }

    Console(
            ConsoleSettings settings,
            SessionFactory sessions,
            ConfigurationAdmin configurations,
            AuditLog audit,
            TimeSource time,
            WorkerPool workers) {
        this.settings = settings;
        this.sessions = sessions;
        this.viewerCommands = new ViewerCommands(sessions, new CommandAcl(configurations), audit);
        this.workers = workers;
        this.starter = workers.newBlockingSerial("console");
        this.taken = new TakenPort(
                time,
                "console (./karge console)",
                "set a free sshPort in etc/org.apache.karaf.shell.cfg, or end the program that has this one; either is"
                        + " noticed without a restart");
        startSoon();
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        taken.close();
        stop();
    }

    @Override
    public List<StationView.Problem> problems() {
        return taken.problems();
    }

    @Override
    public synchronized List<Port> ports() {
        try {
            return List.of(new Port(
                    "SSH",
                    settings.host(),
                    settings.portNumber(),
                    server != null && taken.problems().isEmpty()));
        } catch (IllegalArgumentException e) { // which is a problem already
            return List.of();
        }
    }

    private synchronized void start() {
        if (closed) {
            return;
        }
        try {
            int port = settings.portNumber();
            if (taken.canBeHad(settings.host(), port, this::startSoon)) {
                listen(port);
            }
        } catch (IllegalArgumentException e) {
            taken.misconfigured(String.valueOf(e.getMessage()));
        }
    }

    private void startSoon() {
        starter.execute(this::start);
    }

    private void listen(int port) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            // The library finds its parts with the thread's class loader.
            Thread.currentThread().setContextClassLoader(SshServer.class.getClassLoader());
            SshServer made = make(port);
            server = made;
            made.start();
            taken.over();
        } catch (IOException e) {
            stop();
            taken.failed(settings.host(), port, String.valueOf(e.getMessage()), this::startSoon);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private SshServer make(int port) {
        UserAuthFactoriesFactory methods = new UserAuthFactoriesFactory();
        methods.setAuthMethods(settings.authMethods().toArray(String[]::new));
        KarafJaasAuthenticator users =
                new KarafJaasAuthenticator(settings.realm(), settings.role(), new Class<?>[] {RolePrincipal.class});
        Path hostKey = settings.hostKey();
        SshServer made = SshServer.setUpDefaultServer();
        made.setHost(settings.host());
        made.setPort(port);
        made.setKeyPairProvider(new OpenSSHKeyPairProvider(
                hostKey,
                hostKey.resolveSibling(hostKey.getFileName() + ".pub"),
                settings.algorithm(),
                settings.keySize(),
                null));
        made.setUserAuthFactories(methods.getFactories());
        Logins logins = new Logins(this::entered);
        made.addSessionListener(logins);
        made.setPasswordAuthenticator(logins.watchingPasswords(users));
        made.setPublickeyAuthenticator(logins.watchingKeys(users));
        made.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        made.setShellFactory(this::shell);
        made.setCommandFactory(this::command);
        CoreModuleProperties.IDLE_TIMEOUT.set(made, settings.idleTimeout());
        return made;
    }

    private void entered(String user, String origin, boolean accepted) {
        Gateway present = gateway;
        if (present != null) {
            present.maintenanceLogin(user, origin, accepted);
        }
    }

    private Command shell(ChannelSession channel) {
        Subject subject = subject(channel);
        SessionFactory theirs =
                CommandAcl.isAdministrator(subject) ? sessions : new ViewerSessions(sessions, viewerCommands, subject);
        return new ShellFactoryImpl(theirs).createShell(channel);
    }

    private Command command(ChannelSession channel, String lines) {
        Subject subject = subject(channel);
        return CommandAcl.isAdministrator(subject)
                ? AdministratorCommand.of(sessions, lines)
                : new ViewerCommand(viewerCommands, subject, lines, workers.newBlockingSerial("console command"));
    }

    /** Who entered; nobody gets this far without having. */
    private static Subject subject(ChannelSession channel) {
        return Objects.requireNonNull(
                channel.getServerSession().getAttribute(KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY));
    }

    private synchronized void stop() {
        SshServer running = server;
        server = null;
        if (running != null) {
            try {
                running.stop(true);
            } catch (IOException e) {
                LOG.warn("The console did not end well: {}", e.getMessage());
            }
        }
    }
}
