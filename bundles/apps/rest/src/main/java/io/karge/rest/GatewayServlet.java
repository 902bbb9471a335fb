package io.karge.rest;

import io.karge.rest.ApiCall.BadRequestException;
import io.karge.runtime.ApiCaller;
import io.karge.runtime.Gateway;
import io.karge.runtime.TestAccess;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
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

/** The gateway's REST interface on {@code /api/v1}: HTTP in front of {@link GatewayApi}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletAsyncSupported
public final class GatewayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient GatewayApi api;
    private transient volatile @Nullable TestAccess testAccess;

    @Activate
    public GatewayServlet(@Reference Gateway gateway) {
        this(gateway, Path.of(System.getProperty("java.io.tmpdir"), "karge-archives"));
    }

    /** @param downloads a folder of its own for files that are sent */
    GatewayServlet(Gateway gateway, Path downloads) {
        this.api = new GatewayApi(gateway, new ArchiveDownloads(gateway, downloads), () -> testAccess);
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
        ApiCaller caller = ApiGate.caller(request, response);
        if (caller == null) {
            return;
        }
        ApiCall call;
        try {
            call = ApiCall.of(request, caller);
        } catch (BadRequestException e) {
            caller.refused(String.valueOf(e.getMessage()));
            Json.error(response, e.status(), String.valueOf(e.getMessage()));
            return;
        }
        if (!call.body().isEmpty()) {
            caller.asks(call.body().toString());
        }
        PendingAnswer pending =
                new PendingAnswer(call.toString(), caller, request.startAsync(), GatewayApi.handsOut(call.path()));
        CompletableFuture<Answer> unused = answer(call).toCompletableFuture().whenComplete(pending::done);
    }

    private CompletionStage<Answer> answer(ApiCall call) {
        try {
            return api.handle(call);
        } catch (RuntimeException e) { // the HTTP boundary: whatever went wrong becomes an answer
            return CompletableFuture.failedFuture(e);
        }
    }
}
