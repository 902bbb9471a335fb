package io.karge.runtime.internal;

import io.karge.runtime.internal.DriverCalls.Overdue;
import io.karge.security.AuditText;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks drivers what they call the hardware behind a URI, each question on a thread of its own, because a driver may wait for
 * the DNS, or hang. One that does not answer for as long as a call may take is a problem of the gateway; until it answers
 * the URI's text is the name. Thread-safe.
 */
final class HardwareNames {
    private record Question(DriverEntry driver, URI uri) {}

    private final WorkerPool workers;
    private final TimeSource time;
    private final ProblemList.Part problems;
    private final Map<Question, Answer> open = new HashMap<>();

    HardwareNames(WorkerPool workers, TimeSource time, ProblemList problems) {
        this.workers = workers;
        this.time = time;
        this.problems = problems.part("hardware-name");
    }

    /**
     * What the driver calls it.
     *
     * @return completed on a thread that may block, and in bounded time; a question that is being asked is not asked again
     */
    CompletionStage<String> ask(DriverEntry driver, URI uri) {
        Question question = new Question(driver, uri);
        Answer answer;
        synchronized (this) {
            Answer before = open.get(question);
            if (before != null) {
                return before.name;
            }
            answer = new Answer(question);
            open.put(question, answer);
        }
        answer.ask();
        return answer.name;
    }

    /** The driver is gone: whether its calls return is of no interest any more. */
    synchronized void forget(DriverEntry driver) {
        open.keySet().removeIf(question -> question.driver().equals(driver));
        problems.clear(key(driver));
    }

    private static String key(DriverEntry driver) {
        return driver.driver() + " " + driver.source().bundle();
    }

    private synchronized boolean isOpen(Answer answer) {
        return open.containsValue(answer);
    }

    private synchronized void hangs(Question question, Overdue call) {
        DriverEntry driver = question.driver();
        problems.raise(
                key(driver),
                "The driver " + driver.driver() + " " + driver.source().version() + " of "
                        + driver.source().bundle() + " hangs",
                "asked for the hardware at " + AuditText.address(question.uri().toString()) + ", its " + call.text(),
                "Install another version of the driver: it takes over at once, beside the one that hangs. Until then the text of"
                        + " driverUri tells hardware apart");
    }

    private synchronized void answered(Answer answer) {
        open.values().remove(answer);
        DriverEntry driver = answer.question.driver();
        boolean another = open.values().stream()
                .anyMatch(other -> other.question.driver().equals(driver)
                        && other.calls.hanging().isPresent());
        if (!another) {
            problems.clear(key(driver));
        }
    }

    /** One question. */
    private final class Answer implements DriverCalls.Watcher {
        private final CompletableFuture<String> name = new CompletableFuture<>();
        private final Question question;
        private final DriverCalls calls;

        Answer(Question question) {
            this.question = question;
            calls = new DriverCalls(
                    workers.newHardwareSerial(
                            "hardware of driver " + question.driver().driver()),
                    time,
                    DriverFence.LONGEST_CALL,
                    this);
        }

        void ask() {
            calls.post(() -> {
                String told = calls.asked("StationDriverFactory.hardware(URI)", () -> question.driver()
                        .hardware(question.uri()));
                answered(this);
                name.complete(told);
            });
        }

        @Override
        public void hangs(Overdue call) {
            if (isOpen(this)) {
                HardwareNames.this.hangs(question, call);
            }
            String text = question.uri().toString();
            workers.newHardwareSerial("hardware at " + text).execute(() -> name.complete(text));
        }

        @Override
        public void returned() {
            // told by the call itself, with what it said
        }
    }
}
