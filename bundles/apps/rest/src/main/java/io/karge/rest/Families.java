package io.karge.rest;

import io.karge.runtime.DurationHistogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** Metrics in the order in which they are added, each whole. For one thread. */
final class Families {
    private static final double[] BOUNDS = DoubleStream.concat(
                    DurationHistogram.BOUNDS.stream().mapToDouble(Families::seconds),
                    DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();

    private final List<MetricSnapshot> all = new ArrayList<>();

    /** Takes one value of a metric. */
    interface Series<V> {
        /**
         * Takes a value.
         *
         * @param labels names and values in turn
         */
        void add(V value, String... labels);
    }

    List<MetricSnapshot> all() {
        return all;
    }

    /** What may fall. */
    void gauge(String name, String help, Consumer<Series<Number>> values) {
        GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(name).help(help);
        values.accept((value, labels) -> metric.dataPoint(GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build()));
        all.add(metric.build());
    }

    /** What only rises; its name gets {@code _total}. */
    void counter(String name, String help, Consumer<Series<Number>> values) {
        CounterSnapshot.Builder metric = CounterSnapshot.builder().name(name).help(help);
        values.accept((value, labels) -> metric.dataPoint(CounterDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build()));
        all.add(metric.build());
    }

    /** Durations, in seconds. */
    void histogram(String name, String help, Consumer<Series<DurationHistogram>> values) {
        HistogramSnapshot.Builder metric =
                HistogramSnapshot.builder().name(name).help(help);
        values.accept((value, labels) -> metric.dataPoint(HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(
                        BOUNDS,
                        value.counts().stream().mapToLong(Long::longValue).toArray()))
                .sum(seconds(value.sum()))
                .labels(Labels.of(labels))
                .build()));
        all.add(metric.build());
    }

    /** Texts, with the value 1; its name gets {@code _info}. */
    void info(String name, String help, Consumer<Series<Integer>> values) {
        InfoSnapshot.Builder metric = InfoSnapshot.builder().name(name).help(help);
        values.accept((one, labels) -> metric.dataPoint(
                InfoDataPointSnapshot.builder().labels(Labels.of(labels)).build()));
        all.add(metric.build());
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
