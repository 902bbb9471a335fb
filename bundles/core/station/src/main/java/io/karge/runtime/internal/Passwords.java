package io.karge.runtime.internal;

import io.karge.runtime.StationConfig;
import io.karge.security.Secrets;
import io.karge.station.BlockState;
import io.karge.station.DeviceModel;
import io.karge.station.SecurityLog;
import io.karge.station.StationClock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password that a station shares with its CSMS, stored sealed (A01). One that was changed is on trial until the CSMS
 * has accepted a connection with it: a CSMS that has not stored it yet answers with 401. After so many of these that it
 * can be no haste of the station's, the new one and the one before take turns, until one is accepted; the other is erased
 * then. On the loop only; whatever changes something in steps.
 */
final class Passwords {
    /** As many, where NetworkProfileConnectionAttempts allows fewer. */
    static final int LEAST_REFUSALS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final String CURRENT = "password";
    private static final String TRIAL = "password-trial";
    /** One that the cfg's has replaced because its master key is missing: nobody knows which is the right one. */
    private static final String UNREAD = "password-unread";

    private static final String UNREADABLE = "password";
    private static final String SET_LATER =
            "Compare basicAuthPassword with the CSMS: it is not the one of the cfg, but was set with SetVariables"
                    + " (SecurityCtrlr.BasicAuthPassword; the security log says when and by whom), or stood in the cfg"
                    + " before. Have the CSMS take that one, or write another into the cfg, which counts once it changes";
    private static final String EVENT = "ReconfigurationOfSecurityParameters"; // A01.FR.11

    /** The password, sealed. */
    record Password(String sealed) {}

    /**
     * No connection has been accepted with the current password.
     *
     * @param sealedBefore the one before
     * @param refusals how often 401 was the answer since
     */
    record Trial(String sealedBefore, int refusals) {}

    private final String stationId;
    private final BlockState state;
    private final Secrets secrets;
    private final SecurityLog securityLog;
    private final StationClock clock;
    private final DeviceModel deviceModel;
    private final ProblemList problems;
    /** That of the cfg while the master key cannot be used: nothing is stored of it, and nothing that is stored is lost. */
    private @Nullable String unstored;
    /** What the cfg says now, whether its password counts or not. */
    private @Nullable StationConfig cfg;
    /** What the attempt of the moment, or the connection that it has become, uses. */
    private @Nullable String offered;

    Passwords(StationParts parts, BlockState state, DeviceModel deviceModel) {
        this.stationId = parts.stationId();
        this.state = state;
        this.secrets = parts.secrets();
        this.securityLog = parts.securityLog();
        this.clock = parts.clock();
        this.deviceModel = deviceModel;
        this.problems = parts.problems();
    }

    /** The one that was set last, unless it was given up; or that of the cfg while the master key cannot be used. */
    Optional<String> current() {
        return sealed().flatMap(this::unseal).or(() -> Optional.ofNullable(unstored));
    }

    /** All that the CSMS may take now: {@link #current}, and while that is on trial the one before. */
    List<String> known() {
        return Stream.concat(current().stream(), trial().map(Trial::sealedBefore).flatMap(this::unseal).stream())
                .toList();
    }

    /** Why no password can be stored or read now. */
    Optional<String> unusable() {
        return secrets.unusable();
    }

    /** Why the CSMS cannot set this one. */
    Optional<String> refusal(String password) {
        return StationConfig.refusalOfPassword(password).or(() -> unusable().map(why -> {
            LOG.warn("station={} BasicAuthPassword cannot be set: {}", stationId, why);
            return "it cannot be stored now"; // why names files of this machine
        }));
    }

    /** The master key cannot be used: until it can, the password of the cfg counts, if it has one. */
    void goOnWith(Optional<String> password) {
        unstored = password.orElse(null);
        unreadable(
                password.isPresent()
                        ? "the station connects with the password of its cfg, whatever the CSMS has set"
                        : "give the station's cfg the password that the CSMS knows");
    }

    /** The same while the cfg is refused: its password may be meant for another CSMS, which must not be told. */
    void goOnWithoutCfg() {
        unreadable(
                unstored == null
                        ? "the station has none: that of its cfg does not count, since the cfg is refused and may mean"
                                + " another CSMS. Correct the cfg, as its own problem says, and its password is used"
                        : "the station connects with the password that its cfg had before it was refused");
    }

    private void unreadable(String until) {
        if (sealed().isEmpty()) {
            problems.clear(UNREADABLE);
            return;
        }
        problems.raise(
                UNREADABLE, "The password that is stored cannot be read", Secrets.UNUSABLE, "Until it can " + until);
    }

    /** Takes note of what the cfg says now. */
    void written(StationConfig config) {
        cfg = config;
    }

    /** What to do about a 401: where the password that was offered comes from, and never what it is. */
    String remedy() {
        if (onTrial()) {
            return "BasicAuthPassword was changed lately with SetVariables: wait until the CSMS has stored it. If the"
                    + " CSMS keeps refusing, the station tries the one before as well";
        }
        Optional<String> refused = Optional.ofNullable(offered).flatMap(this::unseal);
        return Optional.ofNullable(cfg)
                .filter(config -> config.password().equals(refused.or(() -> Optional.ofNullable(unstored))))
                .map(config -> "Compare basicAuthPassword with the CSMS: it comes from " + config.passwordSource()
                        + "; correct it there, or in the CSMS")
                .orElse(SET_LATER);
    }

    /** Shows the current one in the device model. */
    void publish() {
        current().ifPresent(password -> deviceModel.publish(RuntimeVariables.PASSWORD, password));
    }

    /** Takes a password from the cfg: the administrator knows best, the one before is erased. */
    void seed(String password) {
        if (current().filter(before -> !before.equals(password)).isPresent()) {
            log("BasicAuthPassword was changed in the station's cfg");
        }
        sealed().filter(text -> secrets.missingKey(text).isPresent())
                .ifPresent(text -> state.put(UNREAD, new Password(text)));
        state.remove(TRIAL);
        state.put(CURRENT, new Password(seal(password)));
    }

    /** What was encrypted with a master key that has come back counts again; otherwise the key is named. */
    private void lookForUnread() {
        Optional<String> unread = state.get(UNREAD, Password.class).map(Password::sealed);
        unread.filter(text -> secrets.missingKey(text).isEmpty()).ifPresent(text -> {
            if (unseal(text).isPresent()) {
                state.remove(TRIAL);
                state.put(CURRENT, new Password(text));
            }
            state.remove(UNREAD);
        });
        unread.or(this::sealed)
                .flatMap(secrets::missingKey)
                .ifPresentOrElse(
                        key -> problems.raise(
                                UNREADABLE,
                                "The password that was stored cannot be read",
                                "it was encrypted with the master key " + key + ", which this gateway does not have",
                                "If you have that key, " + secrets.addKey()
                                        + "; otherwise have the CSMS and basicAuthPassword of the cfg agree. Until"
                                        + " then the station connects with that of its cfg"),
                        () -> problems.clear(UNREADABLE));
    }

    /** One that is known to be right has taken its place. */
    private void forgetUnread() {
        if (state.get(UNREAD, Password.class).isPresent()) {
            state.remove(UNREAD);
            problems.clear(UNREADABLE);
        }
    }

    /**
     * Takes a new password on trial. The one before is the last that was accepted, if any was.
     *
     * @param who has it changed, as the security log calls him
     */
    void change(String password, String who) {
        Optional<String> before = trial().map(Trial::sealedBefore)
                .or(this::sealed)
                .filter(text -> unseal(text).isPresent());
        if (before.isPresent() && !before.flatMap(this::unseal).equals(Optional.of(password))) {
            state.put(TRIAL, new Trial(before.get(), 0));
        } else {
            state.remove(TRIAL);
        }
        state.put(CURRENT, new Password(seal(password)));
        forgetUnread();
        problems.clear(UNREADABLE);
        log(who, "BasicAuthPassword was changed");
    }

    /** The password for the next attempt to connect. */
    Optional<String> next() {
        Optional<String> sealedText = turn();
        Optional<String> password = sealedText.flatMap(this::unseal);
        offered = sealedText.filter(text -> password.isPresent()).orElse(null);
        return password.or(() -> Optional.ofNullable(unstored));
    }

    private Optional<String> turn() {
        return trial().filter(this::isTurnOfTheOneBefore)
                .map(Trial::sealedBefore)
                .or(this::sealed);
    }

    private boolean isTurnOfTheOneBefore(Trial trial) {
        int attempts = deviceModel.integer(RuntimeVariables.CONNECTION_ATTEMPTS, LEAST_REFUSALS);
        int overdue = trial.refusals() - Math.max(LEAST_REFUSALS, attempts);
        return overdue >= 0 && overdue % 2 == 0;
    }

    /** The attempt was answered with 401. Any other failure says nothing about a password. */
    void refused() {
        if (isTurnOfWhatWasOffered()) {
            trial().ifPresent(trial -> state.put(TRIAL, new Trial(trial.sealedBefore(), trial.refusals() + 1)));
        }
    }

    /** An attempt with another password than the one whose turn it is now began before that was changed. */
    private boolean isTurnOfWhatWasOffered() {
        return turn().equals(Optional.ofNullable(offered));
    }

    /** The connection is there: the password that it was offered is the right one, the other is erased. */
    void accepted() {
        if (isTurnOfWhatWasOffered()) {
            trial().ifPresent(this::decide);
            forgetUnread();
        }
    }

    private void decide(Trial trial) {
        state.remove(TRIAL);
        if (isTurnOfTheOneBefore(trial)) {
            state.put(CURRENT, new Password(trial.sealedBefore()));
            publish();
            LOG.warn(
                    "station={} the CSMS refused the new password and accepted the one before, after {} times 401; the"
                            + " new one is erased. Have the CSMS set it again",
                    stationId,
                    trial.refusals());
            log("the CSMS did not accept the new BasicAuthPassword; the one before is in force again");
        } else {
            LOG.info("station={} the CSMS accepts the new password; the one before is erased", stationId);
        }
    }

    /** Whether the CSMS has not accepted the current password yet, and there is one from before. */
    boolean onTrial() {
        return trial().isPresent();
    }

    private void log(String what) {
        log(SecurityLog.GATEWAY, what);
    }

    private void log(String who, String what) {
        securityLog.add(new SecurityLog.Entry(clock.now(), stationId, EVENT, who, what));
    }

    private Optional<String> sealed() {
        return state.get(CURRENT, Password.class).map(Password::sealed);
    }

    private Optional<Trial> trial() {
        return state.get(TRIAL, Trial.class);
    }

    String seal(String password) {
        return secrets.seal(purpose(), password);
    }

    /** Whether it would be sealed so now; the master key may have been replaced. */
    boolean isSealedAsNow(String sealedText) {
        return secrets.current(sealedText);
    }

    /** Has what was sealed under a master key that was replaced since sealed anew. */
    void reseal() {
        if (unusable().isEmpty()) {
            lookForUnread();
        }
        sealed().flatMap(text -> secrets.resealed(purpose(), text))
                .ifPresent(anew -> state.put(CURRENT, new Password(anew)));
        trial().ifPresent(trial -> secrets.resealed(purpose(), trial.sealedBefore())
                .ifPresent(anew -> state.put(TRIAL, new Trial(anew, trial.refusals()))));
    }

    /** Empty when it cannot be read: then the seed counts again, or the password has to be set again. */
    Optional<String> unseal(String sealedText) {
        try {
            return Optional.of(secrets.unseal(purpose(), sealedText));
        } catch (Secrets.UnreadableSecretException e) {
            if (unusable().isEmpty()) { // otherwise a problem says it
                LOG.error("station={} {}", stationId, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private String purpose() {
        return "basic-auth " + stationId;
    }
}
