package io.karge.rest;

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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Lets a call of the HTTP interfaces through when its Host header is one of the configured names (against DNS
 * rebinding) and it carries the bearer token, which the metrics do not need. Servlets that rely on it refuse every
 * request without {@link #PASSED}.
 */
@Component(service = Filter.class, configurationPid = "io.karge.rest")
@HttpWhiteboardFilterPattern({NoSuchCallServlet.API, NoSuchCallServlet.SIMULATOR, NoSuchCallServlet.METRICS})
@HttpWhiteboardFilterAsyncSupported
public final class ApiGate implements Filter {

    /** The request attribute that is {@link Boolean#TRUE} when the gate let a request through. */
    static final String PASSED = "io.karge.authenticated";

    private final ApiToken token;
    private final Set<String> hosts;

    /** PID {@code io.karge.rest}. */
    @interface Config {
        /** The names, separated by commas, under which the HTTP interfaces may be called. */
        String hosts() default "localhost,127.0.0.1,[::1]";
    }

    @Activate
    public ApiGate(Config config) {
        this(ApiToken.readOrMake(Path.of(System.getProperty("karaf.etc", "etc"), "karge-api.token")), config.hosts());
    }

    ApiGate(ApiToken token, String hosts) {
        this.token = token;
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
        String authorization = http.getHeader("Authorization");
        if (!hosts.contains(host)) {
            Json.error(
                    answer,
                    400,
                    "the Host header names '" + host + "', which is none of " + hosts
                            + "; add it to 'hosts' in etc/io.karge.rest.cfg if it is yours");
        } else if (!isOpen(http) && (authorization == null || !token.matches(authorization))) {
            answer.setHeader("WWW-Authenticate", "Bearer realm=\"karge\"");
            Json.error(answer, 401, "send 'Authorization: Bearer <token>' with the token in etc/karge-api.token");
        } else {
            request.setAttribute(PASSED, true);
            chain.doFilter(request, response);
        }
    }

    /** For servlets behind the gate: whether the request came through it; it is answered with 401 otherwise. */
    static boolean passed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Boolean.TRUE.equals(request.getAttribute(PASSED))) {
            return true;
        }
        Json.error(response, 401, "the request did not pass the gate of the HTTP interface");
        return false;
    }

    private static boolean isOpen(HttpServletRequest request) {
        return request.getServletPath().equals(MetricsServlet.PATH);
    }
}
