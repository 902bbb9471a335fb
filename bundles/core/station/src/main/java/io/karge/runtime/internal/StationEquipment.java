package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.HardwareProblems.Absence;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.station.HardwareBus.HardwareChannel;
import io.karge.station.StationEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a station is made of, for as long as its config is there: the channel to its hardware, its driver, what is known
 * of the hardware, and the product that the driver says it is. On the loop only.
 */
final class StationEquipment {
    private static final Logger LOG = LoggerFactory.getLogger(StationEquipment.class);

    /** Who acts on it. */
    interface Listener {
        /** The driver is that of a product, and none was known or another. */
        void productChanged();

        /** The cabinet told its state: first of all whether it has restarted. */
        void cabinetSeen(CabinetState cabinet);

        /** The blocks have to be told. */
        void changed(List<StationEvent> events);

        /** What the hardware is owed since a factory reset has become less. */
        void releaseProgressed();
    }

    private final String stationId;
    private final HardwareInbox inbox;
    private final HardwareChannel channel;
    private final StationHardware hardware;
    private final HardwareRelease release;
    private final DriverHost driverHost;
    private final Listener listener;
    private @Nullable Product product;
    private @Nullable String driverVersion;

    StationEquipment(
            GatewayParts gateway,
            StationConfig config,
            EventLoop loop,
            ProblemList problems,
            CsmsClock clock,
            Path staging,
            HardwareLocks locks,
            Listener listener) {
        this.stationId = config.stationId();
        this.listener = listener;
        inbox = new HardwareInbox(
                stationId, loop, gateway.time(), problems, event -> hardware().on(event));
        channel = gateway.bus().open(stationId, inbox::post);
        hardware = new StationHardware(
                stationId,
                loop,
                gateway.time(),
                clock,
                config.driverGrace(),
                new HardwareProblems(problems),
                new HardwareListener());
        release = new HardwareRelease(
                stationId, loop, gateway.time(), channel, hardware, problems, new ReleaseListener());
        driverHost = new DriverHost(
                stationId,
                loop,
                channel,
                gateway.time(),
                gateway.workers(),
                staging,
                problems,
                locks,
                new DriverListener());
    }

    HardwareChannel channel() {
        return channel;
    }

    StationHardware hardware() {
        return hardware;
    }

    HardwareRelease release() {
        return release;
    }

    /** What the last driver said that the station is; it outlives the driver. */
    Optional<Product> product() {
        return Optional.ofNullable(product);
    }

    /** Of the driver that drives it now. */
    Optional<String> driverVersion() {
        return Optional.ofNullable(driverVersion);
    }

    // --- drivers ---

    void begin(StationConfig config, Optional<DriverEntry> driver) {
        hardware.begin();
        drive(config, driver);
    }

    /** Takes over what differs. */
    void configure(StationConfig before, StationConfig next, Optional<DriverEntry> driver) {
        hardware.setGrace(next.driverGrace());
        boolean sameDriver = before.driver().equals(next.driver())
                && before.driverUri().equals(next.driverUri())
                && before.driverProperties().equals(next.driverProperties());
        if (!sameDriver) {
            driverHost.stop("the station's cfg has changed");
            drive(next, driver);
        }
    }

    private void drive(StationConfig config, Optional<DriverEntry> driver) {
        driver.ifPresentOrElse(entry -> driverHost.start(entry, config), () -> driverHost.none(config.driver()));
    }

    void driverInstalled(DriverEntry entry, StationConfig config) {
        driverHost.start(entry, config);
    }

    /** The driver has been removed; done when it has stopped. */
    CompletionStage<Void> driverRemoved(DriverEntry entry) {
        return driverHost.removed(entry.driver());
    }

    private final class DriverListener implements DriverHost.Listener {
        @Override
        public void attached(DriverEntry entry) {
            boolean changed = !entry.product().equals(product);
            if (changed) {
                product = entry.product();
                hardware.modelIs(entry.product().model());
                release.modelIs(entry.product().model());
            }
            String name = "driver " + entry.driver() + " " + entry.source().version();
            driverVersion = entry.source().version();
            inbox.from(name);
            hardware.driverAttached(name);
            if (changed) {
                listener.productChanged();
            }
        }

        @Override
        public void gone(Absence absence) {
            driverVersion = null;
            inbox.over();
            hardware.driverGone(absence);
        }
    }

    // --- hardware ---

    private final class HardwareListener implements StationHardware.Listener {
        @Override
        public void shown() {
            release.shown();
        }

        @Override
        public void cabinetSeen(CabinetState cabinet) {
            listener.cabinetSeen(cabinet);
        }

        @Override
        public void changed(List<StationEvent> events) {
            listener.changed(events);
        }

        @Override
        public void lost() {
            release.lost();
        }
    }

    private final class ReleaseListener implements HardwareRelease.Listener {
        @Override
        public void changed(List<StationEvent> events) {
            listener.changed(events);
        }

        @Override
        public void progressed() {
            listener.releaseProgressed();
        }
    }

    // --- the end ---

    /** Detaches and stops the driver; done when it has stopped. No timer is left. */
    CompletionStage<Void> stop(String why) {
        hardware.close();
        inbox.close();
        release.close();
        return driverHost.stop(why);
    }

    /**
     * Closes the channel once the driver has stopped; done on a thread for files, whatever happens.
     *
     * @param files may block, as closing does
     */
    CompletionStage<Void> letGo(CompletionStage<Void> driverStopped, Executor files) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        driverStopped.whenComplete((stopped, failure) -> files.execute(() -> {
            try {
                channel.close();
            } catch (RuntimeException e) {
                LOG.error("station={} the channel to its hardware cannot be closed", stationId, e);
            } finally {
                gone.complete(null);
            }
        }));
        return gone;
    }
}
