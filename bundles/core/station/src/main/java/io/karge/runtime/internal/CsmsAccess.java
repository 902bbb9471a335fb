package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.StationEvent;
import io.karge.transport.OcppConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * When and where a station connects, from boot to boot: opens the connection as soon as everything is there, closes it
 * when it is not wanted, and starts it anew when profile or password change. On the loop only.
 */
final class CsmsAccess {
    private static final String PROBLEM = "security-profile";
    private static final String LOWERED = "security-profile-lowered";

    private final Steps steps;
    private final StationDeviceModel deviceModel;
    private final NetworkProfiles profiles;
    private final TrustedRoots roots;
    private final Passwords passwords;
    private final ProblemList problems;
    private final OcppConnection connection;
    private final CsmsLink link;
    private final BooleanSupplier ready;
    private boolean wanted;
    private boolean open;

    /** @param ready whether the station may connect, if the administrator wants it to */
    CsmsAccess(
            Steps steps,
            StationDeviceModel deviceModel,
            NetworkProfiles profiles,
            TrustedRoots roots,
            Passwords passwords,
            ProblemList problems,
            OcppConnection connection,
            CsmsLink link,
            BooleanSupplier ready) {
        this.steps = steps;
        this.deviceModel = deviceModel;
        this.profiles = profiles;
        this.roots = roots;
        this.passwords = passwords;
        this.problems = problems;
        this.connection = connection;
        this.link = link;
        this.ready = ready;
    }

    /** Takes over what the cfg seeds and shows it in the device model. */
    void begin(StationConfig config, boolean connect) {
        wanted = connect;
        if (mayCount(config)) {
            profiles.seed(config);
        }
        publishProfile();
        deviceModel.guard(RuntimeVariables.PASSWORD, StationConfig::refusalOfPassword);
        deviceModel.guard(RuntimeVariables.PRIORITY, this::refusalOfPriority);
    }

    private Optional<String> refusalOfPriority(String priority) {
        List<String> slots =
                List.of(priority.split(",")).stream().map(String::strip).toList();
        return profiles.configured().containsAll(slots)
                ? Optional.empty()
                : Optional.of("a slot holds no network profile (B10.FR.02)");
    }

    private void publishProfile() {
        deviceModel.publish(RuntimeVariables.ACTIVE_PROFILE, Integer.toString(profiles.active()));
        deviceModel.publish(
                RuntimeVariables.SECURITY_PROFILE,
                Integer.toString(profiles.profile().securityProfile()));
        roots.publish();
        passwords.publish();
    }

    private boolean mayCount(StationConfig config) {
        Optional<String> refusal = profiles.refusal(config);
        refusal.ifPresentOrElse(
                why -> problems.raise(
                        LOWERED,
                        "csmsUrl, securityProfile, password and roots of the cfg do not count",
                        why,
                        "Write the higher securityProfile into the cfg, or reset the station to its factory settings"),
                () -> problems.clear(LOWERED));
        return refusal.isEmpty();
    }

    /** Something that the connection waits for may be there now. */
    void proceed() {
        if (mayOpen()) {
            steps.run(() -> steps.output(this::open));
        }
    }

    private boolean mayOpen() {
        return wanted && !open && ready.getAsBoolean();
    }

    private void open() {
        if (!mayOpen()) {
            return;
        }
        int profile = profiles.profile().securityProfile();
        if (profile > 2) {
            problems.raise(
                    PROBLEM,
                    "The station stays offline",
                    "security profile " + profile + " is not available in this release",
                    "Set securityProfile = 2 in the station's cfg, or 1 with a ws:// csmsUrl");
            return;
        }
        problems.clear(PROBLEM);
        open = true;
        connection.open(profiles::endpoint);
    }

    /** Closes the connection until {@link #proceed} finds it wanted and possible again. */
    void shut(String reason) {
        link.quiet();
        if (open) {
            open = false;
            connection.close(reason);
        }
    }

    /** The administrator wants the station online or offline; what waits for its next attempt waits no longer. */
    void setWanted(boolean online) {
        wanted = online;
        if (online && open && !link.isConnected()) {
            connection.reconnect("the administrator connects the station");
        } else if (online) {
            proceed();
        } else {
            shut("disconnected by the administrator");
        }
    }

    /** The cfg has changed; in a step. The CSMS of another profile does not know the station. */
    void reseed(StationConfig config) {
        Optional<String> changed = mayCount(config) ? profiles.seed(config) : Optional.empty();
        publishProfile();
        changed.ifPresent(why -> {
            link.forgetRegistration();
            steps.output(() -> {
                shut(why);
                open();
            });
        });
    }

    /** What the connection is made of has changed; in a step. What is not open opens when it may. */
    void renew(String why) {
        steps.output(() -> {
            if (open) {
                connection.reconnect(why);
            } else {
                open();
            }
        });
    }

    /** A variable got another value; in a step. */
    void on(StationEvent.VariableChanged changed) {
        if (changed.variable().equals(RuntimeVariables.PING_INTERVAL)) {
            connection.settingsChanged();
        } else if (changed.variable().equals(RuntimeVariables.PASSWORD)
                && !passwords.current().equals(Optional.of(changed.value()))) {
            passwords.change(changed.value()); // A01: from the next connection on, which is at once
            renew("the password has changed");
        }
    }

    /** Whether a connection is sought. */
    boolean isOpen() {
        return open;
    }
}
