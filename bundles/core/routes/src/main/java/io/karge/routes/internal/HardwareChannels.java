package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEventSink;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The channels of all stations by their names in endpoint URIs: what the two components look up. Thread-safe. */
final class HardwareChannels {
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    /** Both ends of one station's channel: the core above, the driver below, the consumers of the routes between. */
    static final class Channel {
        final String stationId;
        final HardwareEventSink core;
        private volatile @Nullable Function<HardwareCommand, CompletionStage<CommandResult>> driver;
        volatile @Nullable ChannelConsumer events;
        volatile @Nullable ChannelConsumer commands;

        Channel(String stationId, HardwareEventSink core) {
            this.stationId = stationId;
            this.core = core;
        }

        void attach(@Nullable Function<HardwareCommand, CompletionStage<CommandResult>> newDriver) {
            driver = newDriver;
        }

        void post(HardwareEvent event) {
            ChannelConsumer way = events;
            if (way != null) {
                way.pass(event);
            }
        }

        CompletionStage<CommandResult> execute(HardwareCommand command) {
            ChannelConsumer way = commands;
            if (way == null) {
                return CompletableFuture.completedFuture(new CommandResult.LinkDown());
            }
            return way.request(command);
        }

        CompletionStage<CommandResult> toDriver(HardwareCommand command) {
            Function<HardwareCommand, CompletionStage<CommandResult>> below = driver;
            return below == null
                    ? CompletableFuture.completedFuture(new CommandResult.LinkDown())
                    : below.apply(command);
        }
    }

    void add(Channel channel) {
        if (channels.putIfAbsent(name(channel.stationId), channel) != null) {
            throw new IllegalStateException("station=" + channel.stationId + " already has a hardware channel");
        }
    }

    void remove(Channel channel) {
        channels.remove(name(channel.stationId), channel);
    }

    Channel byName(String name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("there is no station with the endpoint name '" + name + "'");
        }
        return channel;
    }

    /**
     * A station id as it stands in endpoint URIs: letters, digits, {@code -} and {@code .} as they are, every other
     * character as {@code _} and its hexadecimal code, so that no two stations share a name.
     */
    static String name(String stationId) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < stationId.length(); i++) {
            char c = stationId.charAt(i);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
                name.append(c);
            } else {
                name.append('_').append(String.format("%04x", (int) c));
            }
        }
        return name.toString();
    }
}
