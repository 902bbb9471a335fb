package io.karge.rest;

import io.karge.runtime.ApiCaller;
import io.karge.runtime.Gateway;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The state of the stations for Prometheus on {@code /metrics}, without a token. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(MetricsServlet.PATH)
@HttpWhiteboardServletAsyncSupported
public final class MetricsServlet extends HttpServlet {
    static final String PATH = "/metrics";

    private static final long serialVersionUID = 1L;

    private final transient Gateway gateway;

    @Activate
    public MetricsServlet(@Reference Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiCaller caller = ApiGate.caller(request, response);
        if (caller == null) {
            return;
        }
        String call = request.getMethod() + " " + request.getRequestURI();
        PendingAnswer pending = new PendingAnswer(call, caller, request.startAsync());
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            pending.done(Answer.notAllowed(call, "GET, HEAD"), null);
            return;
        }
        CompletableFuture<Answer> unused = gateway.stations()
                .thenApply(stations -> Answer.ok(
                        new Answer.Text(Metrics.of(stations, gateway.problems().size()))))
                .toCompletableFuture()
                .whenComplete(pending::done);
    }
}
