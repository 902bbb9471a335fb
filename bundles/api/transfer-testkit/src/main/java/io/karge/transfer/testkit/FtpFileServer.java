package io.karge.transfer.testkit;

import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/** An FTP or FTPS server: Apache FtpServer. */
public final class FtpFileServer extends FaultyFileServer {
    private final boolean tls;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final FtpServer server;
    private final Listener listener;

    private FtpFileServer(Path folder, @Nullable TestAuthority authority, boolean implicit, String... protocols)
            throws IOException, FtpException {
        super(folder);
        tls = authority != null;
        ListenerFactory listening = new ListenerFactory();
        listening.setServerAddress("127.0.0.1");
        listening.setPort(0);
        if (authority != null) {
            Credentials credentials = ServerTls.credentials(authority);
            listening.setSslConfiguration(new Tls(
                    ServerTls.context(credentials, () -> faults.current() instanceof Fault.RequireSessionReuse),
                    ServerTls.context(credentials, () -> true),
                    faults,
                    protocols.length == 0 ? List.of("TLSv1.2") : List.of(protocols)));
            listening.setImplicitSsl(implicit);
        }
        listener = listening.createListener();
        FtpServerFactory factory = new FtpServerFactory();
        ConnectionConfigFactory limits = new ConnectionConfigFactory();
        limits.setLoginFailureDelay(0);
        limits.setMaxLogins(100);
        limits.setMaxThreads(64);
        factory.setConnectionConfig(limits.createConnectionConfig());
        factory.setListeners(new HashMap<>(Map.of("default", listener))); // FtpServer clears what it is given
        factory.setUserManager(new PropertiesUserManagerFactory().createUserManager());
        factory.getUserManager().save(user());
        factory.setFtplets(new HashMap<>(Map.of("faults", new FtpFaults(faults, commands))));
        factory.setFileSystem(new NativeFileSystemFactory() {
            @Override
            public FileSystemView createFileSystemView(User who) throws FtpException {
                return new FaultyFileSystem(super.createFileSystemView(who), faults);
            }
        });
        server = factory.createServer();
        server.start();
    }

    private User user() {
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(folder.toString());
        user.setAuthorities(List.of(new WritePermission()));
        return user;
    }

    /** One without TLS. */
    public static FtpFileServer ftp(Path folder) throws Exception {
        return new FtpFileServer(folder, null, false);
    }

    /**
     * One that offers AUTH TLS, with a certificate of that authority for localhost.
     *
     * @param protocols of TLS; TLSv1.2 when none is given: FtpServer now and then hangs in AUTH with TLSv1.3
     */
    public static FtpFileServer ftps(Path folder, TestAuthority authority, String... protocols) throws Exception {
        return new FtpFileServer(folder, authority, false, protocols);
    }

    /**
     * One that begins with TLS, with a certificate of that authority for localhost.
     *
     * @param protocols of TLS; TLSv1.2 when none is given
     */
    public static FtpFileServer implicitFtps(Path folder, TestAuthority authority, String... protocols)
            throws Exception {
        return new FtpFileServer(folder, authority, true, protocols);
    }

    @Override
    public String scheme() {
        return tls ? "ftps" : "ftp";
    }

    @Override
    public int port() {
        return listener.getPort();
    }

    /** Every command with its argument, in order; without passwords. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() {
        faults.release();
        server.stop();
    }

    /** The TLS of both channels: the configuration of FtpServer itself fits no key that is in memory only. */
    private record Tls(SSLContext context, SSLContext forgetful, Faults faults, List<String> protocols)
            implements SslConfiguration {

        @Override
        public SSLSocketFactory getSocketFactory() {
            return (faults.current() instanceof Fault.ForgetSessions ? forgetful : context).getSocketFactory();
        }

        @Override
        public SSLContext getSSLContext() {
            return context;
        }

        @Override
        public SSLContext getSSLContext(String protocol) {
            return context;
        }

        @Override
        public String @Nullable [] getEnabledCipherSuites() {
            return null;
        }

        @Override
        public String[] getEnabledProtocols() {
            return protocols.toArray(String[]::new);
        }

        @Override
        public ClientAuth getClientAuth() {
            return ClientAuth.NONE;
        }
    }
}
