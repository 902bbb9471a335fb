package io.karge.rest;

import io.karge.runtime.ApiCaller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that waits for its answer, for 60 s and no longer, for a file, which is made and sent, an hour. The
 * answer comes on the thread of whoever has it, most
 * often a station's loop, and is written on a thread of the HTTP server: a caller that is slow in reading holds up
 * nothing but itself.
 */
final class PendingAnswer implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(PendingAnswer.class);
    private static final long TIMEOUT_SECONDS = 60;
    private static final long DOWNLOAD_SECONDS = 3_600;

    private final String call;
    private final ApiCaller caller;
    private final AsyncContext request;
    private final long seconds;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param download whether the answer is a file that has to be made */
    PendingAnswer(String call, ApiCaller caller, AsyncContext request, boolean download) {
        this.call = call;
        this.caller = caller;
        this.request = request;
        this.seconds = download ? DOWNLOAD_SECONDS : TIMEOUT_SECONDS;
        request.setTimeout(seconds * 1000);
        request.addListener(this);
    }

    /** The outcome is there; one of the two is null. Returns at once. */
    void done(@Nullable Answer answer, @Nullable Throwable failure) {
        if (!answered.compareAndSet(false, true)) {
            if (answer != null) {
                ArchiveDownloads.discard(answer);
            }
            return;
        }
        Answer outcome = failure != null ? Answer.failed(failure) : Objects.requireNonNull(answer, call);
        if (outcome.status() >= 500) {
            LOG.error("{} failed", call, failure);
        }
        request.start(() -> write(outcome));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (answered.compareAndSet(false, true)) {
            write(Answer.error(
                    409,
                    "no answer within " + seconds
                            + " s: the station or its CSMS is still busy with it; the log says with what"));
        }
    }

    /** The caller went away: nothing is written any more. */
    @Override
    public void onError(AsyncEvent event) {
        if (answered.compareAndSet(false, true)) {
            LOG.debug("{}: the caller went away", call, event.getThrowable());
            complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void write(Answer answer) {
        if (answer.refusal() != null) {
            caller.refused(answer.refusal());
        }
        try {
            HttpServletResponse response = (HttpServletResponse) request.getResponse();
            if (answer.allow() != null) {
                response.setHeader("Allow", answer.allow());
            }
            if (answer.status() == 204) {
                response.setStatus(204);
            } else if (answer.body() instanceof Answer.Text plain) {
                response.setContentType(plain.contentType());
                response.setContentLength(plain.text().length);
                response.getOutputStream().write(plain.text());
            } else if (answer.body() instanceof Answer.Download download) {
                response.setContentType(download.contentType());
                response.setContentLengthLong(Files.size(download.file()));
                response.setHeader("Content-Disposition", "attachment; filename=\"" + download.name() + "\"");
                response.setHeader("Cache-Control", "no-store");
                Files.copy(download.file(), response.getOutputStream());
            } else {
                Json.write(response, answer.status(), answer.body());
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("{}: the caller went away", call, e);
        } finally {
            ArchiveDownloads.discard(answer);
            complete();
        }
    }

    private void complete() {
        try {
            request.complete();
        } catch (IllegalStateException e) {
            LOG.debug("{}: the server ended it already", call, e);
        }
    }
}
