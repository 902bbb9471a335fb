package io.karge.runtime.internal;

import io.karge.runtime.internal.NetworkProfile.InSlot;
import io.karge.runtime.internal.ProfilePrerequisites.Missing;
import io.karge.station.DeviceModel;
import io.karge.station.StationCertificates.Credentials;
import io.karge.transport.CsmsEndpoints;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Through which network profile a station connects, from boot to boot, and with what it proves who it is: a password, or with
 * security profile 3 its certificate. What was in the slots at the boot counts until the next one (B09). On the loop only.
 */
final class ProfileSelection implements CsmsEndpoints {
    private static final String PROBLEM = "network-profile";
    private static final int DEFAULT_ATTEMPTS = 3;

    private final StationParts parts;
    private final NetworkSlots slots;
    private final Passwords passwords;
    private final CsmsTls tls;
    private final ProfilePrerequisites prerequisites;
    private final StationIdentity identity;
    private final DeviceModel deviceModel;
    private final Map<Integer, Failure> failures = new TreeMap<>();
    /** The entries of the priority as they were at the boot. */
    private List<InSlot> entries = List.of();

    private AttemptPlan plan = AttemptPlan.of(List.of(), null);
    private @Nullable InSlot attempted;
    private @Nullable InSlot connectedLast;
    private @Nullable Credentials shown;
    private @Nullable Missing missing;

    /** Why the last attempt through a slot failed, since it worked. */
    record Failure(Instant at, String why) {}

    ProfileSelection(
            StationParts parts,
            NetworkSlots slots,
            Passwords passwords,
            CsmsTls tls,
            ProfilePrerequisites prerequisites,
            DeviceModel deviceModel) {
        this.parts = parts;
        this.slots = slots;
        this.passwords = passwords;
        this.tls = tls;
        this.prerequisites = prerequisites;
        this.identity = new StationIdentity(deviceModel, parts.problems());
        this.deviceModel = deviceModel;
    }

    /** The station boots. */
    void booted() {
        entries = slots.entries();
        begin();
        publish();
    }

    /** The cfg has another profile for its slot: that one comes first from now on; in a step. */
    void seeded() {
        List<InSlot> others = entries.stream()
                .filter(one -> one.slot() != NetworkSlots.SEEDED)
                .toList();
        Stream<InSlot> own =
                slots.stored(NetworkSlots.SEEDED).stream().map(one -> new InSlot(NetworkSlots.SEEDED, one));
        entries = Stream.concat(own, others.stream()).toList();
        begin();
        publish();
    }

    /** The next attempt begins with the first entry. */
    void begin() {
        plan = AttemptPlan.of(entries, slots.worked().orElse(null));
    }

    /** The next attempt goes where the connection of the moment goes. */
    void stay() {
        begin();
        if (attempted != null) {
            plan = plan.stayingWith(attempted);
        }
    }

    @Override
    public WebSocketEndpoint next() {
        InSlot next = plan.next()
                .orElseThrow(() -> new IllegalStateException("no network profile is set; check csmsUrl in its cfg"));
        attempted = next;
        shown = null;
        NetworkProfile profile = next.profile();
        missing = prerequisites.ofAttempt(profile.securityProfile()).orElse(null);
        if (missing != null) {
            throw new IllegalStateException("slot " + next.slot() + ": " + missing.why());
        }
        byte[] password = null;
        if (usesPassword()) {
            password = passwords
                    .next()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElse(null);
        } else {
            shown = prerequisites
                    .certificates()
                    .flatMap(port -> port.credentials())
                    .orElse(null);
            Optional.ofNullable(shown).ifPresent(identity::shown);
        }
        return WebSocketEndpoint.of(
                        profile.csmsUrl(),
                        parts.stationId(),
                        password,
                        profile.securityProfile() == 1
                                ? null
                                : tls.forAttemptAt(URI.create(profile.csmsUrl().strip()), shown))
                .withHandshakeTimeout(profile.handshakeTimeout());
    }

    @Override
    public boolean atOnce() {
        return plan.atOnce();
    }

    /** Whether the attempt of the moment, or its connection, is authenticated by a password. */
    boolean usesPassword() {
        return attempted != null && attempted.profile().securityProfile() < 3;
    }

    /** The highest security profile that the blocks which are there can do. */
    int highestProfile() {
        return prerequisites.certificates().isPresent() ? 3 : 2;
    }

    /** What the last attempt lacked, so that it could not begin. */
    Optional<Missing> missing() {
        return Optional.ofNullable(missing);
    }

    /** Whether that is there by now, or something else is missing. */
    boolean isOtherwiseNow() {
        return missing != null
                && attempted != null
                && !prerequisites
                        .ofAttempt(attempted.profile().securityProfile())
                        .equals(missing());
    }

    /** The attempt has failed; in a step. */
    void failed(WebSocketFailure failure) {
        plan = plan.failed(deviceModel.integer(RuntimeVariables.CONNECTION_ATTEMPTS, DEFAULT_ATTEMPTS));
        if (attempted != null) {
            failures.put(attempted.slot(), new Failure(parts.clock().now(), failure.text()));
        }
        Credentials credentials = shown;
        if (credentials != null && failure.isRefusal()) {
            prerequisites.certificates().ifPresent(port -> port.refused(credentials));
        }
    }

    /**
     * The station is connected; in a step.
     *
     * @return whether through another profile than before, in the time since the boot
     */
    boolean connected() {
        InSlot through = Objects.requireNonNull(attempted);
        slots.connected(through);
        entries = entries.stream()
                .filter(one -> one.profile().securityProfile() >= slots.reached())
                .toList();
        tellOfDetour(through);
        failures.remove(through.slot());
        begin();
        publish();
        Credentials credentials = shown;
        if (credentials != null) {
            prerequisites.certificates().ifPresent(port -> port.connected(credentials));
        }
        InSlot before = connectedLast;
        connectedLast = through;
        return before != null && !before.equals(through);
    }

    private void tellOfDetour(InSlot through) {
        InSlot first = entries.stream().findFirst().orElse(through);
        Failure failure = failures.get(first.slot());
        if (first.equals(through) || failure == null) {
            parts.problems().clear(PROBLEM);
            return;
        }
        parts.problems()
                .raise(
                        PROBLEM,
                        "The station is not connected by the network profile that comes first",
                        "slot " + first.slot() + " of NetworkConfigurationPriority failed: " + failure.why()
                                + "; it is connected to " + through.profile().csmsUrl() + ", slot " + through.slot(),
                        "Mend the profile or what it names; it is tried again after a reset, and when the connection is"
                                + " lost");
    }

    private void publish() {
        slots.current().ifPresent(current -> {
            NetworkProfile profile = current.profile();
            deviceModel.publish(RuntimeVariables.ACTIVE_PROFILE, Integer.toString(current.slot()));
            deviceModel.publish(RuntimeVariables.SECURITY_PROFILE, Integer.toString(profile.securityProfile()));
            deviceModel.publish(RuntimeVariables.MESSAGE_TIMEOUT, Integer.toString(profile.messageTimeout()));
        });
    }

    /** The certificate of the CSMS, as it was accepted last since the boot. */
    Optional<X509Certificate> acceptedCsms() {
        return tls.accepted();
    }

    /** Why the last attempt through a slot failed, if it did. */
    Optional<Failure> failure(int slot) {
        return Optional.ofNullable(failures.get(slot));
    }
}
