package io.karge.driver;

/** Where a driver posts what the hardware did. Never blocks, never throws, callable on any thread. */
@FunctionalInterface
public interface HardwareEventSink {
    void post(HardwareEvent event);
}
