package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferOutcome.Moved;
import io.karge.station.TransferProgress;
import io.karge.transfer.testkit.Fault;
import io.karge.transfer.testkit.FileServer;
import io.karge.transfer.testkit.FtpFileServer;
import io.karge.transfer.testkit.HttpFileServer;
import io.karge.transfer.testkit.SftpFileServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all five protocols, against real servers (L01, N01). */
class ProtocolsTest {
    @TempDir
    Path folder;

    enum Protocol {
        HTTP,
        HTTPS,
        FTP,
        FTPS,
        IMPLICIT_FTPS,
        SFTP;

        FileServer server(Path folder) throws Exception {
            return switch (this) {
                case HTTP -> HttpFileServer.http(folder);
                case HTTPS -> HttpFileServer.https(folder, TransferBench.AUTHORITY);
                case FTP -> FtpFileServer.ftp(folder);
                case FTPS -> FtpFileServer.ftps(folder, TransferBench.AUTHORITY);
                case IMPLICIT_FTPS -> FtpFileServer.implicitFtps(folder, TransferBench.AUTHORITY);
                case SFTP -> SftpFileServer.sftp(folder);
            };
        }
    }

    @FunctionalInterface
    interface Check {
        void with(FileServer server, TransferBench bench) throws Exception;
    }

    private void with(Protocol protocol, Check check) throws Exception {
        try (FileServer server = protocol.server(folder.resolve("served"))) {
            Set<Integer> implicit = protocol == Protocol.IMPLICIT_FTPS ? Set.of(server.port()) : Set.of();
            TransferSettings settings =
                    TransferSettings.DEFAULT.withAllowLocal(true).withImplicitPorts(implicit);
            try (TransferBench bench = new TransferBench(folder, settings)) {
                check.with(server, bench);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void downloadsAFileWithProgress(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(1_000_000);
            server.serve("image.bin", content);

            TransferBench.Begun begun = bench.begin(bench.download(server.url("image.bin"), "image.bin"));

            assertThat(begun.outcome()).isEqualTo(new Moved(content.length));
            assertThat(bench.local("image.bin")).hasBinaryContent(content);
            assertThat(begun.progress).endsWith(new TransferProgress(content.length, content.length));
            assertThat(begun.progress).hasSizeLessThan(5);
        });
    }

    /** N01.FR.14: HTTP and HTTPS; N01.FR.15: the servers with TLS are trusted by the roots of the order alone. */
    @ParameterizedTest
    @EnumSource
    void uploadsAFile(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(3_000_000);

            assertThat(bench.run(bench.upload(server.url("log.zip"), bench.local("log.zip", content))))
                    .isEqualTo(new Moved(content.length));

            assertThat(server.file("log.zip").orElseThrow()).isEqualTo(content);
        });
    }

    @ParameterizedTest
    @EnumSource
    void movesAnEmptyFile(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("empty", new byte[0]);

            assertThat(bench.run(bench.download(server.url("empty"), "empty"))).isEqualTo(new Moved(0));
            assertThat(bench.run(bench.upload(server.url("sent"), bench.local("empty"))))
                    .isEqualTo(new Moved(0));
            assertThat(server.file("sent").orElseThrow()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void continuesWhatABrokenConnectionLeft(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(2_000_000);
            server.serve("image.bin", content);
            server.fault(new Fault.CutAfter(1_000_000));
            assertThat(bench.run(bench.download(server.url("image.bin"), "image.bin")))
                    .isNotInstanceOf(Moved.class);
            long left = Files.size(bench.local("image.bin"));
            assertThat(left).isStrictlyBetween(0L, (long) content.length); // SFTP is cut between packets

            server.fault(new Fault.None());
            TransferBench.Begun again = bench.begin(bench.download(server.url("image.bin"), "image.bin"));

            assertThat(again.outcome()).isEqualTo(new Moved(content.length));
            assertThat(again.progress.get(0).moved()).isEqualTo(left);
            assertThat(bench.local("image.bin")).hasBinaryContent(content);
        });
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewWhenWhatIsThereIsAnotherFile(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(900_000);
            server.serve("image.bin", content);
            bench.local("image.bin", TransferBench.content(500_000));

            assertThat(bench.run(bench.download(server.url("image.bin"), "image.bin")))
                    .isEqualTo(new Moved(content.length));

            assertThat(bench.local("image.bin")).hasBinaryContent(content);
        });
    }

    @ParameterizedTest
    @EnumSource
    void beginsAnewWhenWhatIsThereIsLonger(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(100_000);
            server.serve("image.bin", content);
            bench.local("image.bin", TransferBench.content(500_000));

            assertThat(bench.run(bench.download(server.url("image.bin"), "image.bin")))
                    .isEqualTo(new Moved(content.length));

            assertThat(bench.local("image.bin")).hasBinaryContent(content);
        });
    }

    @ParameterizedTest
    @EnumSource
    void knowsAFileThatIsWhole(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(500_000);
            server.serve("image.bin", content);
            bench.local("image.bin", content);

            assertThat(bench.run(bench.download(server.url("image.bin"), "image.bin")))
                    .isEqualTo(new Moved(content.length));

            assertThat(bench.local("image.bin")).hasBinaryContent(content);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "FTP", "FTPS"})
    void replacesTheFileWhereTheServerCannotContinue(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            byte[] content = TransferBench.content(900_000);
            server.serve("image.bin", content);
            server.fault(new Fault.NoResume());
            bench.local("image.bin", Arrays.copyOf(content, 400_000));

            assertThat(bench.run(bench.download(server.url("image.bin"), "image.bin")))
                    .isEqualTo(new Moved(content.length));

            assertThat(bench.local("image.bin")).hasBinaryContent(content);
        });
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTheLoginIsRefused(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(10));

            String why = bench.fail(
                    bench.download(server.url("op", "wr$ng", "image.bin"), "image.bin"), Cause.PERMISSION_DENIED);

            assertThat(why)
                    .contains("user and password")
                    .doesNotContain("wr$ng")
                    .doesNotContain("wr%24ng");
            Path log = bench.local("log", TransferBench.content(2_000_000));
            server.fault(new Fault.RefuseLogin());
            bench.fail(bench.upload(server.url("log"), log), Cause.PERMISSION_DENIED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenThereIsNoSuchFile(Protocol protocol) throws Exception {
        with(
                protocol,
                (server, bench) ->
                        bench.fail(bench.download(server.url("none/image.bin"), "image.bin"), Cause.NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTheServerAnswersWithAnError(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(10));
            server.fault(new Fault.ErrorReply(protocol.name().contains("HTTP") ? 503 : 451));

            bench.fail(bench.download(server.url("image.bin"), "image.bin"), Cause.SERVER_ERROR);
            bench.fail(
                    bench.upload(server.url("log"), bench.local("log", TransferBench.content(10))), Cause.SERVER_ERROR);
        });
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTheLengthIsNotTheOneThatWasTold(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(10_000));
            server.fault(new Fault.AnnounceLength(20_000));

            String why = bench.fail(bench.download(server.url("image.bin"), "image.bin"), Cause.WRONG_LENGTH);

            assertThat(why).contains("20000").contains("10000");
        });
    }

    @ParameterizedTest
    @EnumSource
    void failsWhenTheFileIsTooLarge(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(10_000));

            bench.fail(
                    io.karge.station.TransferOrder.get(
                            server.url("image.bin"),
                            bench.local("image.bin"),
                            9_999,
                            java.util.List.of(TransferBench.AUTHORITY.certificate())),
                    Cause.TOO_LARGE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysUploadedOnlyWhenTheServerSaysSo(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            Path log = bench.local("log", TransferBench.content(100_000));
            server.fault(new Fault.FailAfterLast(protocol.name().contains("HTTP") ? 500 : 450));

            bench.fail(bench.upload(server.url("log"), log), Cause.SERVER_ERROR);
        });
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnAServerThatStallsWhileItSends(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(1_000_000));
            server.fault(new Fault.StallAfter(300_000));
            TransferBench.Begun begun = bench.begin(bench.download(server.url("image.bin"), "image.bin"));
            begun.moving();

            assertThat(begun.outcomeAfter(Duration.ofSeconds(60)).toString())
                    .contains("INTERRUPTED")
                    .contains("nothing has moved for 60 s");
        });
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnAServerThatStallsWhileItTakes(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            Path log = bench.local("log", TransferBench.content(20_000_000));
            server.fault(new Fault.StallAfter(100_000));
            TransferBench.Begun begun = bench.begin(bench.upload(server.url("log"), log));
            begun.moving();

            assertThat(begun.outcomeAfter(Duration.ofSeconds(60)).toString()).contains("INTERRUPTED");
        });
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceWhenCalledOff(Protocol protocol) throws Exception {
        with(protocol, (server, bench) -> {
            server.serve("image.bin", TransferBench.content(1_000_000));
            server.fault(new Fault.StallAfter(300_000));
            TransferBench.Begun begun = bench.begin(bench.download(server.url("image.bin"), "image.bin"));
            begun.moving();

            begun.cancel();

            assertThat(begun.outcome().toString()).contains("CANCELLED");
            begun.cancel();
            assertThat(begun.ends).hasValue(1);
            assertThat(bench.time.pendingTimers()).isZero();
        });
    }
}
