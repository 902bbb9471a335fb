package io.karge.rest;

import io.karge.rest.ApiCall.BadRequestException;
import io.karge.runtime.ApiCaller;
import io.karge.runtime.AuditLog;
import io.karge.runtime.Gateway;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Lets a call of the HTTP interfaces through when its Host header is one of the configured names (against DNS
 * rebinding) and it carries a bearer token, which the metrics do not need. Servlets that rely on it refuse every request
 * without an {@link ApiCaller}, and ask that for the right. Every call that changes something, or was to, is in the audit log, and
 * every one by which an archive of logs leaves.
 */
@Component(
        service = {Filter.class, ProblemSource.class},
        configurationPid = "io.karge.rest")
@HttpWhiteboardFilterPattern({NoSuchCallServlet.API, NoSuchCallServlet.SIMULATOR, NoSuchCallServlet.METRICS})
@HttpWhiteboardFilterAsyncSupported
public final class ApiGate implements Filter, ProblemSource {

    /** The methods that never change anything. */
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private final ApiTokens tokens;
    private final AuditLog audit;
    private final Set<String> hosts;

    /** Is told who was not let in; the gate is there without it too. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Gateway gateway;

    /** PID {@code io.karge.rest}. */
    @interface Config {
        /** The names, separated by commas, under which the HTTP interfaces may be called. */
        String hosts() default "localhost,127.0.0.1,[::1]";
    }

    @Activate
    public ApiGate(Config config, @Reference AuditLog audit, @Reference TimeSource time) {
        this(new ApiTokens(Path.of(System.getProperty("karaf.etc", "etc")), time::wallClock), config.hosts(), audit);
    }

    ApiGate(ApiTokens tokens, String hosts, AuditLog audit) {
        this.tokens = tokens;
        this.audit = audit;
        this.hosts = Arrays.stream(hosts.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String host = http.getServerName().toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            Json.error(
                    answer,
                    400,
                    "the Host header names '" + host + "', which is none of " + hosts
                            + "; add it to 'hosts' in etc/io.karge.rest.cfg if it is yours");
            return;
        }
        String authorization = http.getHeader("Authorization");
        Optional<ApiCaller> caller = authorization == null ? Optional.empty() : tokens.caller(authorization);
        if (caller.isPresent()) {
            pass(http, answer, chain, caller.get());
        } else if (isOpen(http)) {
            http.setAttribute(ApiCaller.ATTRIBUTE, new ApiCaller("nobody", ApiCaller.Right.READ));
            chain.doFilter(http, answer);
        } else {
            if (authorization != null) {
                refused(http);
            }
            answer.setHeader("WWW-Authenticate", "Bearer realm=\"karge\"");
            Json.error(
                    answer,
                    401,
                    "send 'Authorization: Bearer <token>' with the token in etc/karge-api.token, or one that"
                            + " karge:token-add has made");
        }
    }

    /** A token is shown with every call: the calls are no logins, those with a wrong one are failed ones. */
    private void refused(HttpServletRequest request) {
        Gateway present = gateway;
        if (present != null) {
            present.maintenanceLogin("", request.getRemoteAddr(), false);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, ApiCaller caller)
            throws IOException, ServletException {
        request.setAttribute(ApiCaller.ATTRIBUTE, caller);
        if (LOOKING.contains(request.getMethod()) && !handsOut(request)) {
            chain.doFilter(request, response);
        } else {
            new AuditedCall(request, response, caller, audit).pass(chain);
        }
    }

    /** Whether something leaves the gateway that is worth a line, though nothing changes. */
    private static boolean handsOut(HttpServletRequest request) {
        try {
            return request.getMethod().equals("GET") && GatewayApi.handsOut(ApiCall.path(request));
        } catch (BadRequestException e) {
            return false; // nobody understands it: it is refused
        }
    }

    /** For servlets behind the gate: who calls; null when the request did not come through it, which is answered with 401. */
    static @Nullable ApiCaller caller(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ApiCaller.ATTRIBUTE) instanceof ApiCaller caller) {
            return caller;
        }
        Json.error(response, 401, "the request did not pass the gate of the HTTP interface");
        return null;
    }

    private static boolean isOpen(HttpServletRequest request) {
        return request.getServletPath().equals(MetricsServlet.PATH);
    }

    @Override
    public List<Problem> problems() {
        return tokens.problems();
    }
}
