package io.karge.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process whose resources are measured; Linux counts them. It ends with this. */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;

    private ChildProcess(Process process) {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = process.getOutputStream();
    }

    /**
     * Runs a main class with the class path of this process.
     *
     * @param options of the virtual machine; those of the environment variable KARGE_BENCH_OPTS are added
     */
    public static ChildProcess java(List<String> options, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        Optional.ofNullable(System.getenv("KARGE_BENCH_OPTS"))
                .filter(more -> !more.isBlank())
                .ifPresent(more -> command.addAll(List.of(more.strip().split(" +"))));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Asks the process for one line. */
    public String ask(String question) throws IOException {
        questions.write((question + "\n").getBytes(StandardCharsets.UTF_8));
        questions.flush();
        return read("an answer to '" + question + "'");
    }

    /** Waits for a line that the process prints without being asked. */
    public String read() throws IOException {
        return read("a word");
    }

    private String read(String what) throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process ended without " + what);
        }
        return answer;
    }

    /** The resident memory in MiB. */
    public long residentMib() {
        return residentMib(process.pid());
    }

    /** The resident memory of any process in MiB. */
    public static long residentMib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all cores together have spent on it. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
