package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.ApiCaller;
import io.karge.runtime.ApiCaller.Right;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlServletTest {
    private final ControlServlet servlet = new ControlServlet();
    private final List<Integer> statuses = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();
    private @Nullable String contentType;
    private @Nullable String query;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "true")
    void refusesACallThatTheFilterDidNotAuthenticate(@Nullable String attribute) throws Exception {
        assertThat(call(attribute, "GET", "/stations", "").get("error").asText())
                .contains("etc/karge-api.token");
        assertThat(statuses).endsWith(401);
    }

    @Test
    void whoReadsMayLookAndNothingElse() throws Exception {
        servlet.stations = List.of();
        ApiCaller reader = new ApiCaller("grafana", Right.READ);

        assertThat(call(reader, "GET", "/stations", "")).isEmpty();
        assertThat(call(reader, "POST", "/stations/x/link", "{}").get("error").asText())
                .contains("POST /simulator/api/v1/stations/x/link needs the right operate", "'grafana' has read");
        assertThat(statuses).containsExactly(200, 403);
        assertThat(reader.refusal()).isPresent();
    }

    @Test
    void saysForTheAuditLogWhatWasAskedForWithoutTheToken() throws Exception {
        ApiCaller operator = new ApiCaller("ops", Right.OPERATE);

        call(operator, "POST", "/stations/x/present-token", "{\"idToken\":\"04A1B2C3\",\"evseId\":1}");

        assertThat(operator.details()).isEqualTo("{\"idToken\":\"***\",\"evseId\":1}");
        assertThat(operator.refusal()).hasValueSatisfying(why -> assertThat(why).contains("no simulator 'x'"));
    }

    @Test
    void answersWithJson() throws Exception {
        servlet.stations = List.of();
        assertThat(call(new ApiCaller("ops", Right.OPERATE), "GET", "/stations", ""))
                .isEmpty();
        assertThat(statuses).endsWith(200);
    }

    @Test
    void handsOnPathAndBody() throws Exception {
        assertThat(call(new ApiCaller("ops", Right.OPERATE), "POST", "/stations/x/link", "{}")
                        .get("error")
                        .asText())
                .contains("no simulator 'x'");
        assertThat(statuses).endsWith(404);
        call(new ApiCaller("ops", Right.OPERATE), "GET", null, "");
        assertThat(statuses).endsWith(404);
    }

    @Test
    void refusesAHugeBody() throws Exception {
        assertThat(call(new ApiCaller("ops", Right.OPERATE), "POST", "/stations/x/link", " ".repeat(70_000))
                        .get("error")
                        .asText())
                .contains("65536 bytes");
        assertThat(statuses).endsWith(413);
    }

    @Test
    void refusesABodyThatItsSenderDoesNotCallJson() throws Exception {
        ApiCaller operator = new ApiCaller("ops", Right.OPERATE);
        contentType = "application/x-www-form-urlencoded";

        assertThat(call(operator, "POST", "/stations/x/link", "{}").get("error").asText())
                .contains("'application/x-www-form-urlencoded'", "application/json");
        call(operator, "POST", "/stations/x/link", "");
        contentType = "application/json;charset=UTF-8";
        call(operator, "POST", "/stations/x/link", "{}");

        assertThat(statuses).containsExactly(415, 404, 404);
    }

    @Test
    void refusesParametersForItHasNone() throws Exception {
        query = "limit=3";

        assertThat(call(new ApiCaller("ops", Right.OPERATE), "GET", "/stations", "")
                        .get("error")
                        .asText())
                .contains("'limit=3'", "no parameters");
        assertThat(statuses).containsExactly(400);
    }

    @Test
    void saysToWhoMayLookWhichMethodsAPathHas() throws Exception {
        call(new ApiCaller("grafana", Right.READ), "OPTIONS", "/stations/x/evses/1/fault", "");

        assertThat(statuses).containsExactly(204);
        assertThat(allowed).containsExactly("POST, DELETE, OPTIONS");
    }

    private JsonNode call(@Nullable Object authenticated, String method, @Nullable String path, String body)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HttpServletRequest request =
                fake(HttpServletRequest.class, (proxy, called, arguments) -> switch (called.getName()) {
                    case "getAttribute" -> arguments[0].equals(ApiCaller.ATTRIBUTE) ? authenticated : null;
                    case "getMethod" -> method;
                    case "getPathInfo" -> path;
                    case "getContentType" -> contentType;
                    case "getQueryString" -> query;
                    case "getInputStream" -> new Input(body);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        HttpServletResponse response =
                fake(HttpServletResponse.class, (proxy, called, arguments) -> switch (called.getName()) {
                    case "setStatus" -> statuses.add((Integer) arguments[0]);
                    case "setContentType" -> assertThat(arguments[0]).isEqualTo("application/json");
                    case "setHeader" -> allowed.add((String) arguments[1]);
                    case "setContentLength" ->
                        assertThat((Integer) arguments[0]).isPositive();
                    case "setCharacterEncoding" -> assertThat(arguments[0]).isEqualTo("UTF-8");
                    case "getOutputStream" -> new Output(out);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        servlet.service(request, response);
        return Bodies.JSON.readTree(out.toByteArray());
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            Object result = handler.invoke(proxy, called, args);
            return called.getReturnType() == void.class ? null : result;
        }));
    }

    private static final class Input extends ServletInputStream {
        private final ByteArrayInputStream body;

        Input(String body) {
            this.body = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
        }
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream out;

        Output(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }
    }
}
