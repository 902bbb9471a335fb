package io.karge.transport;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a connection as it can live with them, whatever the device model gives: none throws, none is null or
 * negative, none is longer than a day, and the message timeout is positive. What cannot be used is said once, until it can
 * be used again, and replaced by a default.
 */
final class SoundSettings implements ConnectionSettings {
    private static final Logger LOG = LoggerFactory.getLogger(SoundSettings.class);

    static final Duration DEFAULT_MESSAGE_TIMEOUT = Duration.ofSeconds(30);
    static final Duration DEFAULT_WAIT_MINIMUM = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final String stationId;
    private final ConnectionSettings given;
    private boolean complained;

    SoundSettings(String stationId, ConnectionSettings given) {
        this.stationId = stationId;
        this.given = given;
    }

    @Override
    public Duration messageTimeout() {
        Duration timeout = bounded(given::messageTimeout, DEFAULT_MESSAGE_TIMEOUT);
        return timeout.isZero() ? DEFAULT_MESSAGE_TIMEOUT : timeout;
    }

    @Override
    public Duration pingInterval() {
        return bounded(given::pingInterval, Duration.ZERO);
    }

    @Override
    public Duration retryBackOffWaitMinimum() {
        return bounded(given::retryBackOffWaitMinimum, DEFAULT_WAIT_MINIMUM);
    }

    @Override
    public Duration retryBackOffRandomRange() {
        return bounded(given::retryBackOffRandomRange, Duration.ZERO);
    }

    @Override
    public int retryBackOffRepeatTimes() {
        return Math.max(0, read(given::retryBackOffRepeatTimes, 0));
    }

    private Duration bounded(Supplier<Duration> setting, Duration otherwise) {
        Duration value = read(setting, otherwise);
        return value.isNegative() ? Duration.ZERO : value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }

    private <T> T read(Supplier<T> setting, T otherwise) {
        try {
            T value = setting.get();
            if (value == null) { // from code that is not null-checked
                throw new IllegalStateException("the setting is null");
            }
            complained = false;
            return value;
        } catch (Throwable e) { // an Error too must not end the attempts to connect
            if (!complained) {
                LOG.error("station={} a setting of the connection cannot be read; {} is used", stationId, otherwise, e);
            }
            complained = true;
            return otherwise;
        }
    }
}
