package io.karge.station.testkit;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.LifeCycle;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A life cycle that is what the test says; it begins connected and accepted, with a clock that the CSMS has set. */
public final class FakeLifeCycle implements LifeCycle {
    private final BlockTester tester;
    private final List<Instant> times = new ArrayList<>();
    private final List<BootReasonEnumType> intents = new ArrayList<>();
    private final List<BootReasonEnumType> restarts = new ArrayList<>();
    private final List<String> reconnections = new ArrayList<>();
    private BootReasonEnumType bootReason = BootReasonEnumType.PowerUp;
    private boolean connected = true;
    private boolean takesNewSessions = true;
    private boolean left;
    private @Nullable RegistrationStatusEnumType registration = RegistrationStatusEnumType.Accepted;

    FakeLifeCycle(BlockTester tester) {
        this.tester = tester;
    }

    @Override
    public BootReasonEnumType bootReason() {
        return bootReason;
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public Optional<RegistrationStatusEnumType> registration() {
        return Optional.ofNullable(registration);
    }

    @Override
    public boolean takesNewSessions() {
        return takesNewSessions;
    }

    @Override
    public void registered(RegistrationStatusEnumType status) {
        boolean wasOnline = online();
        registration = status;
        tester.context().publish(new StationEvent.Registered(status));
        if (online() && !wasOnline) {
            tester.context().publish(new StationEvent.Online(true, Duration.ZERO));
        }
    }

    @Override
    public void timeReceived(Instant csmsTime) {
        times.add(csmsTime);
    }

    @Override
    public void restart(BootReasonEnumType reason) {
        restarts.add(reason);
    }

    @Override
    public void intend(BootReasonEnumType reason) {
        intents.add(reason);
    }

    @Override
    public void reconnect(String why) {
        reconnections.add(why);
    }

    /** Why the block had the station connect anew, each time. */
    public List<String> reconnections() {
        return List.copyOf(reconnections);
    }

    @Override
    public void leave(String why) {
        left = true;
        connected = false;
    }

    /** Whether the block has closed the connection until the next boot. */
    public boolean hasLeft() {
        return left;
    }

    /** The restarts of the cabinet that the block announced. */
    public List<BootReasonEnumType> intents() {
        return List.copyOf(intents);
    }

    /** The times of the CSMS that the block passed on. */
    public List<Instant> timesReceived() {
        return List.copyOf(times);
    }

    /** The restarts that the block asked for. */
    public List<BootReasonEnumType> restarts() {
        return List.copyOf(restarts);
    }

    public void setBootReason(BootReasonEnumType reason) {
        bootReason = reason;
    }

    /** Sets the state without telling the block. */
    public void setConnected(boolean now) {
        connected = now;
    }

    /** Sets the state without telling the block; null before the first answer since the boot. */
    public void setRegistration(@Nullable RegistrationStatusEnumType now) {
        registration = now;
    }

    public void setTakesNewSessions(boolean now) {
        takesNewSessions = now;
    }
}
