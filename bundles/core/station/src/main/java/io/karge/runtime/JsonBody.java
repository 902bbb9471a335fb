package io.karge.runtime;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request over HTTP may call its body. */
public final class JsonBody {
    private static final String JSON = "application/json";

    private JsonBody() {}

    /**
     * The words of the answer 415, empty where the body may be read: it is called JSON in UTF-8, or nothing at all.
     *
     * @param contentType the header, null when there is none
     */
    public static Optional<String> refusal(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Optional.empty();
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean json = parts[0].strip().equals(JSON);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            json &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        return json
                ? Optional.empty()
                : Optional.of("the Content-Type is '" + contentType + "', a body is " + JSON + " in UTF-8; for curl:"
                        + " -H 'Content-Type: " + JSON + "'");
    }
}
