package io.karge.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.karge.rest.ApiCall.BadRequestException;
import io.karge.runtime.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Bodies of the REST interface: JSON in and out, times as ISO 8601 with zone. */
final class Json {
    private static final int MAX_BODY = 1_000_000;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectReader READER =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Json() {}

    /** Blocks while the caller is slow in reading. */
    static void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes);
    }

    static void error(HttpServletResponse response, int status, String whatAndWhy) throws IOException {
        write(response, status, Map.of("error", whatAndWhy));
    }

    /**
     * The body as a JSON object; an empty body is an empty object, whatever it is called.
     *
     * @throws BadRequestException when it is something else, or too long
     */
    static JsonNode read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new BadRequestException(413, "the body is longer than " + MAX_BODY + " bytes");
        }
        Optional<String> refusal = body.length == 0 ? Optional.empty() : JsonBody.refusal(request.getContentType());
        if (refusal.isPresent()) {
            throw new BadRequestException(415, refusal.get());
        }
        try {
            JsonNode node = READER.readTree(body);
            if (node.isMissingNode()) {
                return MAPPER.createObjectNode();
            }
            if (!node.isObject()) {
                throw new BadRequestException("the body is not a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw new BadRequestException("the body is no JSON: " + why(e));
        }
    }

    /** What is wrong and where, without what the library says of itself. */
    private static String why(JacksonException e) {
        String what = String.valueOf(e.getOriginalMessage())
                .replaceAll(" ?\\((?:[^()]|\\([^()]*\\))*\\)", "")
                .replaceAll(" for `[^`]*`|: not allowed .*", "");
        JsonLocation where = e.getLocation();
        return where == null ? what : what + ", line " + where.getLineNr() + " column " + where.getColumnNr();
    }

    static JsonNode parse(String json) throws JacksonException {
        return MAPPER.readTree(json);
    }
}
