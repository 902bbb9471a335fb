package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

    /** The JVM is asked for a pool that is full from the first octet on, and for a garbage collection. */
    @Test
    void tellsWhenMuchIsInUseAfterAGarbageCollection() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (MemoryWatch watch = new MemoryWatch(told::add)) {
            assertThat(MemoryWatch.pools()).isNotEmpty().allSatisfy(pool -> assertThat(
                            pool.getCollectionUsageThreshold())
                    .isBetween(
                            pool.getUsage().getMax() * 8 / 10, pool.getUsage().getMax()));
            MemoryWatch.pools().forEach(pool -> pool.setCollectionUsageThreshold(1));
            System.gc();
            assertThat(told.poll(15, TimeUnit.SECONDS))
                    .matches("of \\d+ MiB of heap \\d+ are in use after a garbage collection");
            assertThat(watch).isNotNull();
        } finally {
            for (MemoryPoolMXBean pool : MemoryWatch.pools()) {
                pool.setCollectionUsageThreshold(0);
            }
        }
    }
}
