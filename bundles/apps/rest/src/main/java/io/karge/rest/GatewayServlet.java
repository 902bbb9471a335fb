package io.karge.rest;

import io.karge.runtime.Gateway;
import io.karge.runtime.TestAccess;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's REST interface on {@code /api/v1}: HTTP in front of {@link GatewayApi}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletAsyncSupported
public final class GatewayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServlet.class);
    private static final long TIMEOUT_MILLIS = 60_000;

    private final transient GatewayApi api;
    private transient volatile @Nullable TestAccess testAccess;

    @Activate
    public GatewayServlet(@Reference Gateway gateway) {
        this.api = new GatewayApi(gateway, () -> testAccess);
    }

    /** Present while the test system is installed; opens the calls that only a test may make. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTestAccess(TestAccess access) {
        testAccess = access;
    }

    void unsetTestAccess(TestAccess access) {
        if (testAccess == access) {
            testAccess = null;
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Boolean.TRUE.equals(request.getAttribute(ApiGate.PASSED))) {
            Json.error(response, 401, "the request did not pass the gate of the HTTP interface");
            return;
        }
        GatewayApi.Call call;
        try {
            call = GatewayApi.Call.of(request);
        } catch (Json.BadRequestException e) {
            Json.error(response, 400, String.valueOf(e.getMessage()));
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(TIMEOUT_MILLIS);
        answerOf(call).whenComplete((answer, failure) -> {
            try {
                GatewayApi.Answer done = failure == null ? answer : GatewayApi.failed(cause(failure));
                if (done.status() >= 500) {
                    LOG.error("{} {} failed", call.method(), call.path(), failure);
                }
                Json.write(response, done.status(), done.body());
            } catch (IOException e) {
                LOG.debug("{} {}: the caller went away", call.method(), call.path(), e);
            } finally {
                async.complete();
            }
        });
    }

    private CompletionStage<GatewayApi.Answer> answerOf(GatewayApi.Call call) {
        try {
            return api.handle(call);
        } catch (RuntimeException e) { // the HTTP boundary: whatever went wrong becomes an answer
            return java.util.concurrent.CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
