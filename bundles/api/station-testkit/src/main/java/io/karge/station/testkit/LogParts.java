package io.karge.station.testkit;

import io.karge.ocpp.types.LogEnumType;
import io.karge.station.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a block puts into archives of logs. */
public final class LogParts {
    private LogParts() {}

    /** The parts of the diagnostics archive, text by name. */
    public static Map<String, String> diagnostics(BlockTester station) {
        Map<String, String> texts = new TreeMap<>();
        for (LogSource source : station.ports(LogSource.class)) {
            for (LogSource.Part part : source.parts(LogEnumType.DiagnosticsLog, Optional.empty(), Optional.empty())) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try {
                    part.content().writeTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(part.name(), e);
                }
                texts.put(part.name(), out.toString(StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
