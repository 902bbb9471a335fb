package io.karge.runtime.internal;

import io.karge.runtime.internal.ProfilePrerequisites.Missing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Why NetworkConfigurationPriority cannot be what a CSMS wants (B10.FR.02; A05.FR.02, FR.03, FR.10). On the loop only. */
final class PriorityGuard {
    private final NetworkSlots slots;
    private final ProfilePrerequisites prerequisites;

    PriorityGuard(NetworkSlots slots, ProfilePrerequisites prerequisites) {
        this.slots = slots;
        this.prerequisites = prerequisites;
    }

    /** @param priority slots that there are, none of them twice */
    Optional<String> refusal(String priority) {
        List<Integer> wanted = NetworkSlots.parse(priority);
        SortedMap<Integer, NetworkProfile> configured = slots.configured();
        return wanted.isEmpty()
                ? Optional.of("it names no slot: the station would not connect any more")
                : wanted.stream()
                        .flatMap(slot -> refusal(slot, Optional.ofNullable(configured.get(slot))).stream())
                        .findFirst();
    }

    private Optional<String> refusal(int slot, Optional<NetworkProfile> profile) {
        if (profile.isEmpty()) {
            return Optional.of("slot " + slot + " holds no network profile; set it with SetNetworkProfile");
        }
        int securityProfile = profile.get().securityProfile();
        if (securityProfile < slots.reached()) {
            return Optional.of(
                    "slot " + slot + " has securityProfile " + securityProfile + ", and the station has connected with "
                            + slots.reached() + ", and never goes back to a lower one");
        }
        return prerequisites.ofChange(securityProfile).map(Missing::why).map(why -> "slot " + slot + ": " + why);
    }
}
