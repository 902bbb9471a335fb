package io.karge.benchmarks;

import io.karge.security.PemCertificates;
import io.karge.security.testkit.TestAuthority;
import io.karge.transfer.testkit.FileServer;
import io.karge.transfer.testkit.FtpFileServer;
import io.karge.transfer.testkit.HttpFileServer;
import io.karge.transfer.testkit.SftpFileServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One large file down and up over each protocol, in a process with little memory. The servers are in this process, the file
 * is one of zeros without blocks on the disk.
 */
public final class LargeFiles {
    private static final String ROW = "%-9s %9s %8s %8s %9s %10s %12s %12s%n";

    private LargeFiles() {}

    /** What makes a server that serves a folder. */
    @FunctionalInterface
    private interface Making {
        FileServer in(Path folder) throws Exception;
    }

    /** Measures and prints a line for each protocol and direction. */
    public static void measure(int mib) throws Exception {
        TestAuthority authority = TestAuthority.root("Benchmark Root");
        List<Making> servers = List.of(
                HttpFileServer::http,
                folder -> HttpFileServer.https(folder, authority),
                FtpFileServer::ftp,
                folder -> FtpFileServer.ftps(folder, authority),
                SftpFileServer::sftp);
        System.out.printf(ROW, "protocol", "direction", "MiB", "s", "MiB/s", "heap MiB", "at most MiB", "RSS MiB");
        for (Making server : servers) {
            measure(server, mib, authority);
        }
    }

    private static void measure(Making making, int mib, TestAuthority authority) throws Exception {
        try (TemporaryFolder folder = new TemporaryFolder("files");
                FileServer server = making.in(folder.path().resolve("server"))) {
            Path root = Files.writeString(
                    folder.path().resolve("root.pem"), PemCertificates.write(List.of(authority.certificate())));
            zeros(server.folder().resolve("image"), mib);
            Path fetched = folder.path().resolve("fetched");
            try (ChildProcess process = TransferProcess.start(folder.path(), root)) {
                row(server, "down", mib, process, "GET " + server.url("image") + " " + fetched);
                row(server, "up", mib, process, "PUT " + server.url("sent") + " " + fetched);
            }
            long sent = Files.size(server.folder().resolve("sent"));
            if (sent != (long) mib << 20) {
                throw new IllegalStateException(server.scheme() + " has brought " + sent + " octets there and back");
            }
        }
    }

    private static void zeros(Path file, int mib) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength((long) mib << 20);
        }
    }

    private static void row(FileServer server, String direction, int mib, ChildProcess process, String order)
            throws IOException {
        TransferProcess.Result result = TransferProcess.Result.read(process.ask(order));
        System.out.printf(
                Locale.ROOT,
                ROW,
                server.scheme(),
                direction,
                mib,
                "%.1f".formatted(result.seconds()),
                "%.0f".formatted(mib / result.seconds()),
                "%.1f".formatted(result.heapBefore()),
                "%.1f".formatted(result.heapDuring()),
                process.residentMib());
    }
}
