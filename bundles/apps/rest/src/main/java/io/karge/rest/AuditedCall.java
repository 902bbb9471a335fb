package io.karge.rest;

import io.karge.runtime.ApiCaller;
import io.karge.runtime.AuditLog;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that changes something, or was to: when it is answered, at once or later, it is a line of the audit log. */
final class AuditedCall implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedCall.class);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ApiCaller caller;
    private final AuditLog audit;
    /** The request may be another's once it is answered. */
    private final String who;

    private final String call;
    private final AtomicBoolean written = new AtomicBoolean();

    AuditedCall(HttpServletRequest request, HttpServletResponse response, ApiCaller caller, AuditLog audit) {
        this.request = request;
        this.response = response;
        this.caller = caller;
        this.audit = audit;
        this.who = "token " + caller.name() + " from " + request.getRemoteAddr();
        this.call = request.getMethod() + " " + request.getRequestURI();
    }

    void pass(FilterChain chain) throws IOException, ServletException {
        boolean through = false;
        try {
            chain.doFilter(request, response);
            through = true;
        } finally {
            if (!through) {
                caller.refused("the gateway failed; the log has the details");
            }
            if (!through || !waits()) {
                write();
            }
        }
    }

    /** Whether the answer comes later; then the line comes with it. */
    private boolean waits() {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(this);
                return true;
            }
        } catch (IllegalStateException e) {
            LOG.debug("{}: answered meanwhile", call, e);
        }
        return false;
    }

    private void write() {
        if (written.compareAndSet(false, true)) {
            String what = caller.details().isEmpty() ? call : call + " " + caller.details();
            audit.add(new AuditLog.Entry(who, what, result()));
        }
    }

    private String result() {
        int status = response.getStatus();
        return caller.refusal()
                .map(why -> (status >= 500 ? "failed: " : "refused: ") + why)
                .orElse(status < 400 ? AuditLog.DONE : "refused: HTTP status " + status);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        write();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        caller.refused("the caller went away before the answer; what it asked for may be done");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
