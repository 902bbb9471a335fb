package io.karge.rest;

import io.karge.failure.FailureWords;
import io.karge.rest.ApiCall.BadRequestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a call over HTTP is answered with. Of the answer to a HEAD the HTTP server sends no body.
 *
 * @param body becomes JSON, unless it is a {@link Text} or a {@link Download}
 * @param allow the methods that the path has, when the call has none of them, else null
 * @param refusal why what was asked for is not done; null when it is
 */
record Answer(
        int status,
        Object body,
        @Nullable String allow,
        @Nullable String refusal) {

    /** A body that is no JSON, in UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // written once and then given away
    record Text(byte[] text, String contentType) {}

    /**
     * A file that is sent as it is, and goes then.
     *
     * @param name that it is to have where it arrives
     */
    record Download(Path file, String name, String contentType) {}

    static Answer ok(Object body) {
        return new Answer(200, body, null, null);
    }

    static Answer error(int status, String whatAndWhy) {
        return new Answer(status, Map.of("error", whatAndWhy), null, whatAndWhy);
    }

    /** It went as it should, and the station would not have it. */
    static Answer refused(Object body, String why) {
        return new Answer(200, body, null, why);
    }

    /** The methods of the path, and nothing else. */
    static Answer options(String allow) {
        return new Answer(204, Map.of(), allow, null);
    }

    /** The path is a call, with other methods. */
    static Answer notAllowed(String call, String allow) {
        String why = "there is no call " + call + ", this path takes " + allow;
        return new Answer(405, Map.of("error", why), allow, why);
    }

    /** The answer to a call that failed with this. */
    static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = FailureWords.of(cause);
        if (cause instanceof NoSuchElementException) { // a station, or a part of one
            return error(404, message);
        }
        if (cause instanceof BadRequestException wrong) {
            return error(wrong.status(), message);
        }
        if (cause instanceof IllegalArgumentException) {
            return error(400, message);
        }
        if (cause instanceof IllegalStateException) {
            return error(409, message);
        }
        return error(500, "the gateway failed: " + message + "; the log has the details");
    }
}
