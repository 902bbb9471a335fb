package io.karge.conformance;

import io.karge.security.testkit.TestAuthority;
import io.karge.transfer.testkit.FtpFileServer;
import io.karge.transfer.testkit.HttpFileServer;
import io.karge.transfer.testkit.SftpFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A file server of the laboratory, on loopback. It serves files, and takes what is uploaded into its folders; its URLs tell
 * user and password. One for each protocol, for all stations. Thread-safe.
 */
final class FileServer {
    private static final TestAuthority AUTHORITY = TestAuthority.root("Karge Laboratory File Root");

    /** So much of an upload arrives that comes to no end. */
    private static final int STUCK_OCTETS = 1;

    private static final Map<TransferProtocol, FileServer> SHARED = new EnumMap<>(TransferProtocol.class);

    private final TransferProtocol protocol;
    private final io.karge.transfer.testkit.FileServer server;
    private final AtomicInteger count = new AtomicInteger();

    private FileServer(TransferProtocol protocol, Path folder) throws Exception {
        this.protocol = protocol;
        server = switch (protocol) {
            case HTTP -> HttpFileServer.http(folder);
            case HTTPS -> HttpFileServer.https(folder, AUTHORITY);
            case FTP -> FtpFileServer.ftp(folder);
            case FTPS -> FtpFileServer.ftps(folder, AUTHORITY);
            case SFTP -> SftpFileServer.sftp(folder);
        };
    }

    /** The one of this protocol; it ends with the process, or with {@link #closeAll}. */
    static FileServer of(TransferProtocol protocol) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(protocol, FileServer::begin);
        }
    }

    /** The one that a URL leads to. */
    static FileServer at(String url) {
        return of(TransferProtocol.find(url.substring(0, url.indexOf(':'))).orElseThrow());
    }

    private static FileServer begin(TransferProtocol protocol) {
        try {
            return new FileServer(protocol, Files.createTempDirectory("karge-conformance-" + protocol.scheme()));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the laboratory's file server for " + protocol.scheme() + " cannot be started", e);
        }
    }

    /** Ends all of them, and takes their files away. */
    static void closeAll() {
        synchronized (SHARED) {
            SHARED.values().forEach(FileServer::close);
            SHARED.clear();
        }
    }

    private void close() {
        Path folder = server.folder();
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            System.err.println("karge conformance: " + folder + " is left behind: " + e);
        }
    }

    /** What a station has to trust to use it; empty where the protocol shows no certificate. */
    Optional<X509Certificate> root() {
        return switch (protocol) {
            case HTTPS, FTPS -> Optional.of(AUTHORITY.certificate());
            case HTTP, FTP, SFTP -> Optional.empty();
        };
    }

    /** Serves a file under a URL that no other has. */
    String serve(byte[] file) {
        String name = "firmware-" + count.incrementAndGet() + "/image.bin";
        server.serve(name, file);
        return server.url(name);
    }

    /** A folder for uploads, empty, under a URL that no other has; it ends with a slash. */
    String folder() {
        String name = "logs-" + count.incrementAndGet() + "/";
        try {
            Files.createDirectories(server.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server.url(name);
    }

    /** What is served under a URL, or was uploaded to it whole. */
    Optional<byte[]> file(String url) {
        return server.file(name(url)).filter(file -> file.length > STUCK_OCTETS);
    }

    /**
     * The next download of this file, or upload into this folder, does not come to its end; those after it do.
     *
     * @param reached is told when it has come so far, on a thread of the server
     */
    void slowDown(String url, Runnable reached) {
        String name = name(url);
        long octets = name.endsWith("/")
                ? STUCK_OCTETS
                : file(url).map(file -> file.length / 2).orElse(STUCK_OCTETS);
        server.stallNext(name, octets, reached);
    }

    private String name(String url) {
        return url.substring(server.url("").length());
    }
}
