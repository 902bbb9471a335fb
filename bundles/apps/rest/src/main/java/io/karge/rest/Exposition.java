package io.karge.rest;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text that Prometheus reads, with the metrics of the JVM and of the process. Thread-safe. */
final class Exposition {
    private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final PrometheusRegistry process = new PrometheusRegistry();

    /** Those of the library that leave no listener behind in the JVM when the bundle goes. */
    Exposition() {
        JvmBufferPoolMetrics.builder().register(process);
        JvmClassLoadingMetrics.builder().register(process);
        JvmGarbageCollectorMetrics.builder().register(process);
        JvmMemoryMetrics.builder().register(process);
        JvmRuntimeInfoMetric.builder().register(process);
        JvmThreadsMetrics.builder().register(process);
        ProcessMetrics.builder().register(process);
    }

    /**
     * The metrics as text.
     *
     * @param accept what the header Accept says: OpenMetrics where it names that, else Prometheus' own format
     */
    Answer.Text text(List<MetricSnapshot> metrics, @Nullable String accept) {
        ExpositionFormatWriter format = openMetrics.accepts(accept) ? openMetrics : prometheus;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(
                    out,
                    new MetricSnapshots(Stream.concat(metrics.stream(), process.scrape().stream())
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return new Answer.Text(out.toByteArray(), format.getContentType());
    }
}
