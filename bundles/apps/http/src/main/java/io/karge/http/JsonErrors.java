package io.karge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP server itself has to say of a request, no servlet being reached, or none having said it: JSON, {@code
 * {"error": "what and why"}}, with the status that HTTP has for it, whatever the client says that it accepts.
 */
final class JsonErrors extends ErrorHandler {
    private static final String JSON = "application/json;charset=utf-8";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.write(true, ByteBuffer.wrap(json(say(status, message, name(request)))), callback);
    }

    private static String say(int status, @Nullable String message, String request) {
        String why = message == null || message.isBlank() ? String.valueOf(HttpStatus.getMessage(status)) : message;
        return switch (status) {
            case HttpStatus.NOT_FOUND_404 -> "there is no call " + request;
            case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
                "the gateway failed at " + request + ": " + why + "; the log has the details";
            default -> request + " is refused: " + why;
        };
    }

    /** What could not be read as a request has a name of the server's in its place. */
    private static String name(Request request) {
        boolean read = !request.getMethod().equals("BAD");
        return read ? request.getMethod() + " " + request.getHttpURI().getPath() : "the request";
    }

    private static byte[] json(String error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
