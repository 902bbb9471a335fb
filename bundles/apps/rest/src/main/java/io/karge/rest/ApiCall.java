package io.karge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.runtime.ApiCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One call of the REST interface, as it came. What is wrong with it is a {@link BadRequestException}.
 *
 * @param uri the path as it was asked for
 * @param path the segments below {@code /api/v1}, decoded
 * @param query the first value of each parameter of the query string, decoded
 * @param body what came with a POST, else empty
 * @param caller whoever calls
 * @param from the address of whoever calls
 */
record ApiCall(
        String method,
        String uri,
        List<String> path,
        Map<String, String> query,
        JsonNode body,
        ApiCaller caller,
        String from) {

    /** A call that cannot be understood; the message says what and where. */
    static final class BadRequestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        BadRequestException(String message) {
            this(400, message);
        }

        BadRequestException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status of the answer. */
        int status() {
            return status;
        }
    }

    /**
     * Reads path, query string and body itself, never the container's parameters.
     */
    static ApiCall of(HttpServletRequest request, ApiCaller caller) throws IOException {
        Map<String, String> query = new HashMap<>();
        if (request.getQueryString() != null) {
            for (String parameter : request.getQueryString().split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                String name = decoded(parts[0]);
                if (!name.isEmpty() && query.put(name, parts.length == 1 ? "" : decoded(parts[1])) != null) {
                    throw new BadRequestException("'" + name + "' is there twice");
                }
            }
        }
        JsonNode body = request.getMethod().equals("POST") ? Json.read(request) : JsonNodeFactory.instance.objectNode();
        return new ApiCall(
                request.getMethod(),
                request.getRequestURI(),
                path(request),
                query,
                body,
                caller,
                request.getRemoteAddr());
    }

    /** The segments of the path below that of the servlet, decoded. */
    static List<String> path(HttpServletRequest request) {
        String below = request.getRequestURI()
                .substring(request.getContextPath().length()
                        + request.getServletPath().length());
        return Arrays.stream(below.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decoded(segment.replace("+", "%2B")))
                .toList();
    }

    /** Whether it only looks; HEAD is GET without the body of the answer. */
    boolean isGet() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it asks which methods the path has. */
    boolean isOptions() {
        return method.equals("OPTIONS");
    }

    /** Who calls, for logs that say who did what. */
    String who() {
        return "REST token " + caller.name() + ", from " + from;
    }

    /** Refuses a member that the call does not have: a typing error must not pass for a default. */
    void onlyMembers(String... known) {
        List<String> all = List.of(known);
        body.fieldNames().forEachRemaining(member -> {
            if (!all.contains(member)) {
                throw new BadRequestException(
                        "'" + member + "' is unknown, the body may have " + (all.isEmpty() ? "no members" : all));
            }
        });
    }

    /** Refuses a parameter of the query string that the call does not have, for the same reason. */
    void onlyParameters(Set<String> known) {
        for (String parameter : query.keySet()) {
            if (!known.contains(parameter)) {
                throw new BadRequestException("'" + parameter + "' is unknown, "
                        + (known.isEmpty()
                                ? "this call has no parameters"
                                : "the parameters are " + new TreeSet<>(known)));
            }
        }
    }

    /** A member of the body that must be there. */
    String text(String member) {
        JsonNode value = body.path(member);
        if (!value.isTextual()) {
            throw new BadRequestException("'" + member + "' is missing or is no text");
        }
        return value.asText();
    }

    boolean has(String member) {
        return body.hasNonNull(member);
    }

    int integer(String member) {
        JsonNode value = body.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new BadRequestException("'" + member + "' is no integer");
        }
        return value.asInt();
    }

    boolean bool(String member, boolean fallback) {
        JsonNode value = body.path(member);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw new BadRequestException("'" + member + "' is neither true nor false");
        }
        return value.asBoolean();
    }

    /** A JSON object; an empty one when it is not there. */
    ObjectNode object(String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new BadRequestException("'" + member + "' is no JSON object");
    }

    /** A parameter of the query string that is a number from 0. */
    long number(String parameter, long fallback) {
        String value = query.get(parameter);
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequestException("'" + parameter + "' is '" + value + "', a whole number from 0 is needed");
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("'" + text + "' is not percent-encoded as a URL must be");
        }
    }
}
