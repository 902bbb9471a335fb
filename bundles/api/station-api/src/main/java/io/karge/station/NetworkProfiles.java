package io.karge.station;

import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.StatusInfoType;
import java.util.List;
import java.util.Optional;

/**
 * The slots of a station for network connection profiles (B09, B10); stored. What is set counts from the next boot on: until
 * then the station connects by what was in the slots, and in NetworkConfigurationPriority, when it booted. On the station's
 * loop only.
 */
public interface NetworkProfiles {

    /** The numbers of the slots that there are, set or not: the valuesList of NetworkConfigurationPriority. */
    List<Integer> slots();

    /** The slot that the station is connected through; while it is not, the one that it was connected through last. */
    int active();

    /** What a slot holds, empty when it was never set, or removed because its security profile is too low (A05.FR.06). */
    Optional<NetworkConnectionProfileType> profile(int slot);

    /**
     * Why a profile cannot be set, in words for the CSMS and with a reason code; empty when it can (B09.FR.02, FR.04, FR.05).
     * Certificates that it needs are no reason: they may come later, and are looked for when the slot is to be used
     * (A05.FR.02, FR.03).
     */
    Optional<StatusInfoType> refusal(int slot, NetworkConnectionProfileType profile);

    /**
     * Sets a slot, the active one too; in a step.
     *
     * @throws IllegalArgumentException when there is a {@link #refusal}
     */
    void set(int slot, NetworkConnectionProfileType profile);
}
