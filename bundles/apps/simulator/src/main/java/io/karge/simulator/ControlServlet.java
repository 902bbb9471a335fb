package io.karge.simulator;

import io.karge.runtime.ApiCaller;
import io.karge.runtime.JsonBody;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control API over HTTP, there while there is a simulator. It answers only requests of which the gateway's filter says
 * who calls: without that filter every call is refused. To look needs the right read, everything else operate: it is what
 * people do at a charging station. A call may hold its HTTP thread for as long as the hardware takes.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(ControlApi.ROOT + "/*")
public final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ControlServlet.class);
    private static final int MAX_BODY = 65_536;

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    transient volatile List<SimulatedStation> stations = List.of();

    private final transient ControlApi api = new ControlApi(() -> stations);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ControlApi.Answer answer = request.getAttribute(ApiCaller.ATTRIBUTE) instanceof ApiCaller caller
                ? answer(request, caller)
                : error(401, "not authenticated: send Authorization: Bearer with the token of etc/karge-api.token");
        response.setStatus(answer.status());
        if (answer.allow() != null) {
            response.setHeader("Allow", answer.allow());
        }
        if (answer.status() == 204) {
            return;
        }
        byte[] body = Bodies.JSON.writeValueAsBytes(answer.body());
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private ControlApi.Answer answer(HttpServletRequest request, ApiCaller caller) throws IOException {
        ControlApi.Answer answer = answerTo(request, caller);
        if (answer.body() instanceof ControlApi.Problem problem) {
            caller.refused(problem.error());
        }
        return answer;
    }

    private ControlApi.Answer answerTo(HttpServletRequest request, ApiCaller caller) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Optional<String> refusal = caller.refusal(
                ControlApi.right(request.getMethod()), request.getMethod() + " " + ControlApi.ROOT + path);
        if (refusal.isPresent()) {
            return error(403, refusal.get());
        }
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            return error(400, "'" + query + "' is too much: the calls of the simulator have no parameters");
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes(MAX_BODY + 1);
        }
        if (body.length > MAX_BODY) {
            return error(413, "body: more than " + MAX_BODY + " bytes");
        }
        Optional<String> wrongType = body.length == 0 ? Optional.empty() : JsonBody.refusal(request.getContentType());
        if (wrongType.isPresent()) {
            return error(415, wrongType.get());
        }
        String text = new String(body, StandardCharsets.UTF_8);
        caller.asks(text);
        try {
            return api.handle(request.getMethod(), path, text)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            LOG.error("simulator control {} {} failed", request.getMethod(), path, e);
            return error(500, "the simulator failed: " + e.getMessage());
        }
    }

    private static ControlApi.Answer error(int status, String what) {
        return new ControlApi.Answer(status, new ControlApi.Problem(what));
    }
}
