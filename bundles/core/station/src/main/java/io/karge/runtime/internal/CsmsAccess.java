package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProfilePrerequisites.Missing;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.StationEvent;
import io.karge.transport.OcppConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a station connects, from boot to boot: opens the connection as soon as everything is there, closes it when it is not
 * wanted, and starts it anew when what it is made of has changed. On the loop only.
 */
final class CsmsAccess {
    private static final String CFG_PROBLEM = "cfg-profile";

    private final Steps steps;
    private final StationDeviceModel deviceModel;
    private final CfgSeeds seeds;
    private final PriorityGuard priorities;
    private final ProfileSelection selection;
    private final TrustedRoots roots;
    private final Passwords passwords;
    private final ProblemList problems;
    private final OcppConnection connection;
    private final CsmsLink link;
    private final BooleanSupplier ready;
    private @Nullable StationConfig withheld;
    private boolean wanted;
    private boolean open;

    /** @param ready whether the station may connect, if the administrator wants it to */
    CsmsAccess(
            Steps steps,
            StationDeviceModel deviceModel,
            CfgSeeds seeds,
            PriorityGuard priorities,
            ProfileSelection selection,
            TrustedRoots roots,
            Passwords passwords,
            ProblemList problems,
            OcppConnection connection,
            CsmsLink link,
            BooleanSupplier ready) {
        this.steps = steps;
        this.deviceModel = deviceModel;
        this.seeds = seeds;
        this.priorities = priorities;
        this.selection = selection;
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
        passwords.written(config);
        passwords.reseal();
        if (mayCount(config)) {
            seeds.seed(config);
        }
        selection.booted();
        roots.publish();
        passwords.publish();
        deviceModel.guard(RuntimeVariables.PASSWORD, passwords::refusal);
        deviceModel.guard(RuntimeVariables.PRIORITY, priorities::refusal);
        deviceModel.limit(RuntimeVariables.SECURITY_PROFILE, selection::highestProfile);
    }

    /** What the cfg lacks may come later. */
    private boolean mayCount(StationConfig config) {
        Optional<Missing> refusal = seeds.refusal(config);
        refusal.ifPresentOrElse(
                missing -> problems.raise(
                        CFG_PROBLEM,
                        "csmsUrl, securityProfile, password and roots of the cfg do not count",
                        missing.why(),
                        missing.remedy()),
                () -> problems.clear(CFG_PROBLEM));
        withheld = refusal.isPresent() ? config : null;
        if (refusal.isPresent()) {
            seeds.refused();
        }
        return refusal.isEmpty();
    }

    /** Something that the connection waits for may be there now. */
    void proceed() {
        StationConfig config = withheld;
        if (config != null && mayCount(config)) { // or something else is missing now, which is told
            steps.run(() -> reseed(config));
        }
        if (mayOpen()) {
            steps.run(() -> steps.output(this::open));
        } else if (open && !link.isConnected() && selection.isOtherwiseNow()) {
            selection.begin();
            connection.reconnect("what its security profile lacked has come");
        }
    }

    private boolean mayOpen() {
        return wanted && !open && ready.getAsBoolean();
    }

    private void open() {
        if (mayOpen()) {
            open = true;
            connection.open(selection);
        }
    }

    /** Closes the connection until {@link #proceed} finds it wanted and possible again. */
    void shut(String reason) {
        link.quiet();
        if (open) {
            open = false;
            selection.begin();
            connection.close(reason);
        }
    }

    /** The administrator wants the station online or offline; what waits for its next attempt waits no longer. */
    void setWanted(boolean online) {
        wanted = online;
        if (online && open && !link.isConnected()) {
            selection.begin();
            connection.reconnect("the administrator connects the station");
        } else if (online) {
            proceed();
        } else {
            shut("disconnected by the administrator");
        }
    }

    /** The cfg has changed; in a step. The CSMS of another profile does not know the station. */
    void reseed(StationConfig config) {
        passwords.written(config);
        Optional<CfgSeeds.Change> changed = mayCount(config) ? seeds.seed(config) : Optional.empty();
        roots.publish();
        passwords.publish();
        changed.ifPresent(change -> {
            link.forgetRegistration();
            if (change == CfgSeeds.Change.PROFILE) {
                selection.seeded();
                steps.output(() -> {
                    shut(change.text());
                    open();
                });
            } else {
                renew(change.text());
            }
        });
    }

    /** What the connection is made of has changed; in a step. What is not open opens when it may. */
    void renew(String why) {
        steps.output(() -> {
            if (open) {
                if (link.isConnected()) {
                    selection.stay();
                }
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
            passwords.change(changed.value(), steps.actor()); // A01: from the next connection on, which is at once
            renew("the password has changed");
        }
    }

    /** How long it is until the next attempt to connect, while one is waited for. */
    Optional<Duration> untilNextAttempt() {
        return connection.untilNextAttempt();
    }

    /** Whether a connection is sought. */
    boolean isOpen() {
        return open;
    }
}
