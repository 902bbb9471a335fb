package io.karge.transfer.testkit;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** An SFTP server: Apache MINA SSHD. */
public final class SftpFileServer extends FaultyFileServer {
    private final SshServer server = SshServer.setUpDefaultServer();

    private SftpFileServer(Path folder) throws IOException {
        super(folder);
        server.setHost("127.0.0.1");
        server.setPort(0);
        changeHostKey();
        server.setPasswordAuthenticator((user, password, session) ->
                USER.equals(user) && PASSWORD.equals(password) && !(faults.current() instanceof Fault.RefuseLogin));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new Accessor())
                .build();
        sftp.addSftpEventListener(new Listener());
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder.toAbsolutePath()));
        server.start();
    }

    /** One with a host key of its own. */
    public static SftpFileServer sftp(Path folder) throws IOException {
        return new SftpFileServer(folder);
    }

    /** From now on the server has another host key. */
    public void changeHostKey() {
        server.setKeyPairProvider(KeyPairProvider.wrap(keys()));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a host key of a test", e);
        }
    }

    @Override
    public String scheme() {
        return "sftp";
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        faults.release();
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException("the SFTP server does not stop", e);
        }
    }

    /** Octets as they are asked for and given, counted from where the file begins. */
    private final class Listener extends AbstractSftpEventListenerAdapter {
        private final Map<Handle, Faults.Passage> running = new ConcurrentHashMap<>();

        @Override
        public void open(ServerSession session, String id, Handle handle) {
            if (handle instanceof FileHandle file) {
                running.put(handle, faults.begun(file.getFile().toString()));
            }
        }

        @Override
        public void reading(
                ServerSession session, String id, FileHandle file, long offset, byte[] data, int from, int length)
                throws IOException {
            pass(session, file, offset + 1);
        }

        @Override
        public void writing(
                ServerSession session, String id, FileHandle file, long offset, byte[] data, int from, int length)
                throws IOException {
            pass(session, file, offset + length);
        }

        private void pass(ServerSession session, FileHandle file, long reached) throws IOException {
            Faults.Passage passage = running.get(file);
            if (passage == null || reached <= passage.end()) {
                return;
            }
            try {
                passage.stop();
            } catch (IOException e) {
                session.close(true);
                throw e;
            }
        }

        @Override
        public void closing(ServerSession session, String id, Handle handle) throws IOException {
            if (handle instanceof FileHandle file && running.remove(handle) != null) {
                faults.ended();
                if (faults.current() instanceof Fault.FailAfterLast
                        && file.getOpenOptions().contains(StandardOpenOption.WRITE)) {
                    throw new IOException("as the fault has it");
                }
            }
        }
    }

    private final class Accessor implements SftpFileSystemAccessor {

        @Override
        public SeekableByteChannel openFile(
                SftpSubsystemProxy subsystem,
                FileHandle handle,
                Path file,
                String id,
                Set<? extends OpenOption> options,
                FileAttribute<?>... attributes)
                throws IOException {
            faults.asked();
            if (faults.current() instanceof Fault.ErrorReply) {
                throw new IOException("Not now.");
            }
            return SftpFileSystemAccessor.super.openFile(subsystem, handle, file, id, options, attributes);
        }

        @Override
        public Map<String, ?> readFileAttributes(
                SftpSubsystemProxy subsystem, Path file, String view, LinkOption... options) throws IOException {
            Map<String, ?> read = SftpFileSystemAccessor.super.readFileAttributes(subsystem, file, view, options);
            if (faults.current() instanceof Fault.AnnounceLength other && read.containsKey("size")) {
                Map<String, Object> told = new TreeMap<>(read);
                told.put("size", other.octets());
                return told;
            }
            return read;
        }
    }
}
