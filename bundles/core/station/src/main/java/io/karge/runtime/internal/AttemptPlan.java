package io.karge.runtime.internal;

import io.karge.runtime.internal.NetworkProfile.InSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Through which profile the next attempt to connect goes (B10.FR.03 to FR.09), as a pure machine. After a boot and after each
 * loss it begins with the first entry of NetworkConfigurationPriority; each entry has NetworkProfileConnectionAttempts.
 * When all have failed, the profile that worked last is tried (B10.FR.07), and after {@link #FALLBACK_ATTEMPTS} of these the
 * entries have another turn (B10.FR.08): neither a CSMS that is gone for good nor one that was away for an hour keeps a
 * station offline.
 *
 * <p>The first attempt at another entry is made at once: what the back-off of Part 4, 5.4, spares is the CSMS that has just
 * failed. All others wait, the first of the fallback too (TC_B_49), and the waits go on doubling until a connection is there.
 *
 * @param entries those of the priority, in order
 * @param worked the last that worked, null when none ever did
 * @param entry the index of the entry whose turn it is; {@code entries.size()} for the one that worked
 * @param failures how many attempts at it have failed
 * @param atOnce whether the next attempt does not wait
 */
record AttemptPlan(List<InSlot> entries, @Nullable InSlot worked, int entry, int failures, boolean atOnce) {
    /** With the longest wait of the defaults they take 50 minutes. */
    static final int FALLBACK_ATTEMPTS = 10;

    AttemptPlan {
        entries = List.copyOf(entries);
    }

    /** From the first entry on. */
    static AttemptPlan of(List<InSlot> entries, @Nullable InSlot worked) {
        return new AttemptPlan(entries, worked, 0, 0, false);
    }

    /** From the first entry on, as after a boot. */
    AttemptPlan begun() {
        return of(entries, worked);
    }

    /** From this one on, then as ever: the station itself has closed a connection that was good. */
    AttemptPlan stayingWith(InSlot connected) {
        List<InSlot> all = new ArrayList<>(List.of(connected));
        entries.stream().filter(one -> !one.equals(connected)).forEach(all::add);
        return of(all, worked);
    }

    /** What the next attempt goes through; empty when there is nothing. */
    Optional<InSlot> next() {
        return entry < entries.size() ? Optional.of(entries.get(entry)) : Optional.ofNullable(worked);
    }

    /** The attempt has failed. */
    AttemptPlan failed(int attemptsPerEntry) {
        boolean fallback = entry >= entries.size();
        if (failures + 1 < (fallback ? FALLBACK_ATTEMPTS : attemptsPerEntry)) {
            return new AttemptPlan(entries, worked, entry, failures + 1, false);
        } else if (fallback || (entry + 1 == entries.size() && worked == null)) {
            return begun();
        }
        AttemptPlan following = new AttemptPlan(entries, worked, entry + 1, 0, false);
        return entry + 1 < entries.size() && following.isElsewhere(entries.get(entry))
                ? new AttemptPlan(entries, worked, entry + 1, 0, true)
                : following;
    }

    private boolean isElsewhere(InSlot before) {
        return next().filter(
                        one -> !one.profile().csmsUrl().equals(before.profile().csmsUrl()))
                .isPresent();
    }
}
