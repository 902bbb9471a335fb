package io.karge.runtime.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Consumer;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Tells when the heap is nearly full of what is in use: when after a garbage collection less than a tenth of it is free. The
 * JVM measures; there is no thread and no timer.
 */
final class MemoryWatch implements AutoCloseable {
    private static final double FULL = 0.9;
    private static final long MEBIBYTE = 1 << 20;

    private final Consumer<String> full;
    private final NotificationListener listener = (notification, handback) -> told(notification);

    /** @param full is told in words, on a thread of the JVM; returns at once */
    MemoryWatch(Consumer<String> full) {
        this.full = full;
        if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
            emitter.addNotificationListener(listener, null, null);
        }
        pools().forEach(pool ->
                pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * FULL)));
    }

    /** Those of the heap where what stays in use ends up; others have no limit of their own. */
    static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP
                        && pool.isUsageThresholdSupported()
                        && pool.isCollectionUsageThresholdSupported()
                        && pool.getUsage().getMax() > 0)
                .toList();
    }

    private void told(Notification notification) {
        if (notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)
                && notification.getUserData() instanceof CompositeData data) {
            MemoryUsage usage = MemoryNotificationInfo.from(data).getUsage();
            full.accept("of " + usage.getMax() / MEBIBYTE + " MiB of heap " + usage.getUsed() / MEBIBYTE
                    + " are in use after a garbage collection");
        }
    }

    @Override
    public void close() {
        if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                // it was closed before
            }
        }
    }
}
