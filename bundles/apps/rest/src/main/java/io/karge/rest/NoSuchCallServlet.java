package io.karge.rest;

import io.karge.runtime.ApiCaller;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Answers what no other servlet of the HTTP interfaces has, so that it passes the gate and ends in JSON: without it the
 * container would answer, and it asks for no token and speaks HTML.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({NoSuchCallServlet.API, NoSuchCallServlet.SIMULATOR, NoSuchCallServlet.METRICS})
public final class NoSuchCallServlet extends HttpServlet {
    static final String API = "/api/*";
    static final String SIMULATOR = "/simulator/*";
    static final String METRICS = MetricsServlet.PATH + "/*";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiCaller caller = ApiGate.caller(request, response);
        if (caller == null) {
            return;
        }
        String path = request.getRequestURI();
        String hint = path.startsWith("/simulator/api/v1/")
                ? "; the calls of the simulator are there while one is configured (etc/io.karge.simulator-NAME.cfg)"
                : "";
        caller.refused("there is no such call");
        Json.error(response, 404, "there is no such call: " + request.getMethod() + " " + path + hint);
    }
}
