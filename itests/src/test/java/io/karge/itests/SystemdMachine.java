package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A machine that systemd has booted, made of namespaces ({@code systemd-machine.sh}): the files of the machine that tests, changes
 * that nobody else sees, processes and a network of its own.
 */
final class SystemdMachine implements AutoCloseable {
    private static final Duration BOOT = Duration.ofMinutes(1);
    private static final Duration COMMAND = Duration.ofMinutes(4);
    private static final List<String> NEEDED = List.of(
            "/lib/systemd/systemd",
            "/usr/bin/unshare",
            "/usr/bin/nsenter",
            "/usr/sbin/pivot_root",
            "/usr/bin/dpkg-deb");

    private final Path folder;
    private final Process outside;
    private final ProcessHandle systemd;

    /** Whether such a machine can be made here: a Debian with systemd, and somebody who may make namespaces. */
    static boolean isPossible() throws IOException, InterruptedException {
        return NEEDED.stream().allMatch(program -> Files.isExecutable(Path.of(program)))
                && new ProcessBuilder("unshare", "--mount", "--pid", "--net", "--fork", "true")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** @param folder empty, and this machine's alone */
    SystemdMachine(Path folder) throws Exception {
        this.folder = folder;
        Path script = folder.resolve("systemd-machine.sh");
        Files.write(
                script,
                SystemdMachine.class.getResourceAsStream("/systemd-machine.sh").readAllBytes());
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        outside = new ProcessBuilder(script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        DistributionTestSupport.await("systemd runs", BOOT, () -> {
            assertThat(outside.isAlive()).as("%s", output()).isTrue();
            return booted().isPresent();
        });
        systemd = booted().orElseThrow();
        DistributionTestSupport.await("systemd has booted", BOOT, () -> run("systemctl", "is-active", "basic.target")
                .equals("active\n"));
    }

    /** The first process of the machine, once it has become systemd. */
    private Optional<ProcessHandle> booted() {
        return outside.children()
                .flatMap(ProcessHandle::children)
                .filter(process -> process.info().command().orElse("").endsWith("/systemd"))
                .findFirst();
    }

    /** A file of the machine, given by its absolute path there. */
    Path file(String path) {
        return Path.of("/proc/" + systemd.pid() + "/root" + path);
    }

    /** What the command prints that runs in the machine, whatever it ends with. */
    String run(String... command) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("nsenter", "-t", "" + systemd.pid(), "-m", "-p", "-u", "-i", "-n", "-C", "--"));
        line.addAll(List.of(command));
        File output = File.createTempFile("output", ".txt", folder.toFile());
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.getOutputStream().close(); // nobody answers questions
        assertThat(process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        return Files.readString(output.toPath());
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    @Override
    public void close() throws Exception {
        Optional.ofNullable(systemd).ifPresent(ProcessHandle::destroyForcibly);
        if (!outside.waitFor(1, TimeUnit.MINUTES)) {
            outside.destroyForcibly();
        }
    }
}
