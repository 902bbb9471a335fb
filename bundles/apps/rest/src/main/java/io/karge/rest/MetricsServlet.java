package io.karge.rest;

import io.karge.runtime.ApiCaller;
import io.karge.runtime.Gateway;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.BundleContext;
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

    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final long serialVersionUID = 1L;

    private final transient Exposition exposition = new Exposition();
    private final transient Gateway gateway;
    private final String version;

    @Activate
    public MetricsServlet(@Reference Gateway gateway, BundleContext context) {
        this(gateway, context.getBundle().getVersion().toString());
    }

    MetricsServlet(Gateway gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiCaller caller = ApiGate.caller(request, response);
        if (caller == null) {
            return;
        }
        String call = request.getMethod() + " " + request.getRequestURI();
        PendingAnswer pending = new PendingAnswer(call, caller, request.startAsync(), false);
        if (request.getMethod().equals("OPTIONS")) {
            pending.done(Answer.options(METHODS), null);
            return;
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            pending.done(Answer.notAllowed(call, METHODS), null);
            return;
        }
        String accept = request.getHeader("Accept");
        CompletableFuture<Answer> unused = gateway.stations()
                .thenCombine(
                        gateway.measurements(),
                        (stations, measured) -> Answer.ok(exposition.text(
                                Metrics.of(
                                        version,
                                        stations,
                                        measured,
                                        gateway.problems().size()),
                                accept)))
                .toCompletableFuture()
                .whenComplete(pending::done);
    }
}
