package io.karge.runtime.internal;

import io.karge.ocpp.Frame;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.runtime.internal.ProfilePrerequisites.Missing;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.CallPermission;
import io.karge.station.SecurityLog;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource;
import io.karge.transport.OcppConnectionListener;
import io.karge.transport.WebSocketFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a station knows of its CSMS, from boot to boot: whether the connection is there, and whether the CSMS has
 * accepted the station (B01 to B04). On the loop; everything but the listener's methods in steps.
 */
final class CsmsLink implements OcppConnectionListener {
    private static final String PROBLEM = "csms";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String CERTIFICATE =
            "Check that the CSMS expects security profile 3 at csmsUrl, knows the station's certificate"
                    + " (station:certificates), and trusts who signed it; the station keeps trying";
    private static final String ELSEWHERE = "Check csmsUrl, the network and the CSMS; the station keeps trying";

    private final Steps steps;
    private final UndoLog undo;
    private final TimeSource time;
    private final ProblemList problems;
    private final ProfileSelection selection;
    private final Passwords passwords;
    private final ConnectionIncidents incidents;
    private final InvalidMessages invalid;
    private final Consumer<Frame.Call> called;
    private final Runnable idle;
    private final Runnable connectionLost;
    private BootReasonEnumType bootReason = BootReasonEnumType.Unknown;
    private @Nullable RegistrationStatusEnumType registration;
    private boolean connected;
    private boolean onlineSinceBoot;
    private long offlineSince;

    /**
     * @param called takes a request of the CSMS, in a step
     * @param idle the next CALL may be sent, in a step
     * @param connectionLost what waits to be sent cannot be, in a step
     */
    CsmsLink(
            Steps steps,
            UndoLog undo,
            TimeSource time,
            ProblemList problems,
            ProfileSelection selection,
            Passwords passwords,
            ConnectionIncidents incidents,
            InvalidMessages invalid,
            Consumer<Frame.Call> called,
            Runnable idle,
            Runnable connectionLost) {
        this.steps = steps;
        this.undo = undo;
        this.time = time;
        this.problems = problems;
        this.selection = selection;
        this.passwords = passwords;
        this.incidents = incidents;
        this.invalid = invalid;
        this.called = called;
        this.idle = idle;
        this.connectionLost = connectionLost;
    }

    @Override
    public void connected() {
        steps.run(() -> {
            connected = true;
            problems.clear(PROBLEM);
            if (selection.connected()) { // B10.FR.10
                forgetRegistration();
            }
            if (selection.usesPassword()) {
                passwords.accepted();
            }
            incidents.connected();
            boolean accepted = isAccepted();
            steps.publish(new StationEvent.Connected(!accepted));
            if (accepted) {
                online();
            }
        });
    }

    @Override
    public void disconnected(String cause) {
        steps.run(() -> {
            connected = false;
            offlineSince = time.nanoTime();
            connectionLost.run();
            steps.publish(new StationEvent.Disconnected(cause));
        });
    }

    @Override
    public void attemptFailed(WebSocketFailure failure) {
        boolean refused = failure.httpStatus() == UNAUTHORIZED && selection.usesPassword();
        problems.raise(PROBLEM, "The CSMS cannot be reached", failure.text(), remedy(failure, refused));
        steps.run(() -> {
            selection.failed(failure);
            if (refused) {
                passwords.refused();
            }
            incidents.failed(failure);
        });
    }

    private String remedy(WebSocketFailure failure, boolean refused) {
        if (refused) {
            return passwords.remedy();
        }
        Optional<Missing> missing = selection.missing();
        if (missing.isPresent()) {
            return missing.get().remedy();
        }
        int status = failure.httpStatus();
        return switch (failure.kind()) {
            case CERTIFICATE ->
                "Compare the certificate of the CSMS with csmsUrl, with the installed CSMS roots and with the clock;"
                        + " the station keeps trying";
            case TLS_VERSION -> "Have the CSMS speak TLS 1.2 or 1.3; the station keeps trying";
            case CIPHER_SUITE ->
                "Have the CSMS offer one of these suites, for TLS 1.2 with an ECDSA certificate; the station keeps"
                        + " trying";
            case STATION_CERTIFICATE ->
                selection.usesPassword()
                        ? "Connect with security profile 3, or have the CSMS take the password at this address; the"
                                + " station keeps trying"
                        : CERTIFICATE;
            case REFUSED ->
                !selection.usesPassword() && (status == UNAUTHORIZED || status == FORBIDDEN) ? CERTIFICATE : ELSEWHERE;
            case BROKEN_OFF, TLS -> selection.usesPassword() ? ELSEWHERE : CERTIFICATE;
            case UNRESOLVED ->
                "Correct the name in csmsUrl, or the name server of this machine: getent hosts NAME says whether it knows the"
                        + " name; the station keeps trying";
            case UNREACHABLE, TIMEOUT ->
                "Check the route from this machine to the CSMS (network, firewall, proxy), the port in csmsUrl, and that the"
                        + " CSMS runs; the station keeps trying";
            case NOT_ATTEMPTED, WRONG_SUBPROTOCOL -> ELSEWHERE;
        };
    }

    /** Nobody wants the connection at the moment: that it is not there is no problem. */
    void quiet() {
        problems.clear(PROBLEM);
    }

    @Override
    public void called(Frame.Call call) {
        steps.run(SecurityLog.CSMS, () -> called.accept(call));
    }

    @Override
    public void receivedInvalid(String what) {
        steps.run(() -> invalid.came(InvalidMessages.Kind.FRAME, what));
    }

    @Override
    public void idle() {
        steps.run(idle);
    }

    /** The station boots: what the CSMS answered before does not count any more. */
    void booted(BootReasonEnumType reason) {
        bootReason = reason;
        registration = null;
        onlineSinceBoot = false;
    }

    /** Whom the station connects to has changed: the other one knows neither it nor its connectors (B01.FR.05). */
    void forgetRegistration() {
        RegistrationStatusEnumType before = registration;
        boolean onlineBefore = onlineSinceBoot;
        undo.changed(() -> {
            registration = before;
            onlineSinceBoot = onlineBefore;
        });
        registration = null;
        onlineSinceBoot = false;
    }

    /** What the CSMS answered to BootNotification. */
    void registered(RegistrationStatusEnumType status) {
        RegistrationStatusEnumType before = registration;
        boolean onlineBefore = onlineSinceBoot;
        undo.changed(() -> {
            registration = before;
            onlineSinceBoot = onlineBefore;
        });
        boolean wasOnline = isOnline();
        registration = status;
        steps.publish(new StationEvent.Registered(status));
        if (isOnline() && !wasOnline) {
            online();
        }
    }

    private void online() {
        Duration offline = onlineSinceBoot ? Duration.ofNanos(time.nanoTime() - offlineSince) : Duration.ZERO;
        steps.publish(new StationEvent.Online(!onlineSinceBoot, offline));
        onlineSinceBoot = true;
    }

    /** Why a request with this permission may not be sent now, empty when it may. */
    Optional<String> refusal(CallPermission permission) {
        if (!connected) {
            return Optional.of("the station is offline");
        }
        boolean allowed =
                switch (permission) {
                    case BOOT -> true;
                    case REQUESTED -> isAccepted() || registration == RegistrationStatusEnumType.Pending;
                    case ACCEPTED -> isAccepted();
                };
        return allowed ? Optional.empty() : Optional.of("the CSMS has not accepted the station");
    }

    private boolean isAccepted() {
        return registration == RegistrationStatusEnumType.Accepted;
    }

    private boolean isOnline() {
        return connected && isAccepted();
    }

    boolean isConnected() {
        return connected;
    }

    BootReasonEnumType bootReason() {
        return bootReason;
    }

    Optional<RegistrationStatusEnumType> registration() {
        return Optional.ofNullable(registration);
    }
}
