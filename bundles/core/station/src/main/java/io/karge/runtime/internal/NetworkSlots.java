package io.karge.runtime.internal;

import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.runtime.internal.NetworkProfile.InSlot;
import io.karge.station.BlockState;
import io.karge.station.DeviceModel;
import io.karge.station.NetworkProfiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network connection profiles of a station, stored: what is in the slots, which profile worked last, and the highest
 * security profile that was reached, below which the station never goes (A05). On the loop only; whatever changes something
 * in steps.
 */
final class NetworkSlots implements NetworkProfiles {
    /** The one that the cfg seeds. */
    static final int SEEDED = 1;

    private static final String SLOT = "slot/";
    static final String REACHED = "security-profile-reached";
    private static final String WORKED = "network-profile-worked";

    /** The highest security profile that the station has connected with. */
    record Reached(int securityProfile) {}

    private final String stationId;
    private final BlockState state;
    private final DeviceModel deviceModel;

    NetworkSlots(String stationId, BlockState state, DeviceModel deviceModel) {
        this.stationId = stationId;
        this.state = state;
        this.deviceModel = deviceModel;
    }

    @Override
    public List<Integer> slots() {
        return RuntimeVariables.SLOTS;
    }

    @Override
    public int active() {
        return current().map(InSlot::slot).orElse(SEEDED);
    }

    /** The profile that the station is, or was last, connected through; before there was one the first that it tries. */
    Optional<InSlot> current() {
        return worked().or(() -> entries().stream().findFirst());
    }

    @Override
    public Optional<NetworkConnectionProfileType> profile(int slot) {
        return stored(slot).map(NetworkProfile::toOcpp);
    }

    Optional<NetworkProfile> stored(int slot) {
        return state.get(SLOT + slot, NetworkProfile.class);
    }

    @Override
    public Optional<StatusInfoType> refusal(int slot, NetworkConnectionProfileType profile) {
        return NetworkProfileCheck.refusal(stationId, slot, profile, reached());
    }

    @Override
    public void set(int slot, NetworkConnectionProfileType profile) {
        refusal(slot, profile).ifPresent(why -> {
            throw new IllegalArgumentException("slot " + slot + ": " + why.text());
        });
        state.put(SLOT + slot, NetworkProfile.of(profile));
    }

    /** The highest security profile that the station has connected with, 0 before it has. */
    int reached() {
        return state.get(REACHED, Reached.class).map(Reached::securityProfile).orElse(0);
    }

    /** The last profile that worked, as it was then. */
    Optional<InSlot> worked() {
        return state.get(WORKED, InSlot.class);
    }

    /** The slots that hold a profile. */
    SortedMap<Integer, NetworkProfile> configured() {
        SortedMap<Integer, NetworkProfile> slots = new TreeMap<>();
        state.all(SLOT, NetworkProfile.class)
                .forEach((key, profile) -> slots.put(Integer.parseInt(key.substring(SLOT.length())), profile));
        return slots;
    }

    /** What NetworkConfigurationPriority says. */
    List<Integer> priority() {
        return parse(deviceModel.value(RuntimeVariables.PRIORITY).orElse(""));
    }

    static List<Integer> parse(String priority) {
        return Stream.of(priority.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** The profiles of the priority, in its order, without those that the station must not go back to. */
    List<InSlot> entries() {
        SortedMap<Integer, NetworkProfile> configured = configured();
        List<InSlot> entries = allowed(priority(), configured);
        return entries.isEmpty() ? allowed(configured.keySet(), configured) : entries;
    }

    private List<InSlot> allowed(Collection<Integer> slots, Map<Integer, NetworkProfile> configured) {
        int least = reached();
        return slots.stream()
                .flatMap(slot -> Optional.ofNullable(configured.get(slot)).map(one -> new InSlot(slot, one)).stream())
                .filter(one -> one.profile().securityProfile() >= least)
                .toList();
    }

    /**
     * The station is connected. What is below its security profile is removed, and leaves NetworkConfigurationPriority
     * (A05.FR.06).
     */
    void connected(InSlot through) {
        if (!worked().equals(Optional.of(through))) {
            state.put(WORKED, through);
        }
        int profile = through.profile().securityProfile();
        if (profile > reached()) {
            state.put(REACHED, new Reached(profile));
        }
        SortedMap<Integer, NetworkProfile> configured = configured();
        configured.forEach((slot, one) -> {
            if (one.securityProfile() < profile) {
                state.remove(SLOT + slot);
            }
        });
        List<Integer> priority = priority();
        List<Integer> left =
                allowed(priority, configured).stream().map(InSlot::slot).toList();
        if (left.isEmpty()) { // what it is connected through was overwritten meanwhile
            state.put(SLOT + through.slot(), through.profile());
            left = List.of(through.slot());
        }
        if (!left.equals(priority)) {
            publishPriority(left);
        }
    }

    /**
     * The cfg seeds its slot with another profile: it comes first, and what worked before is not gone back to.
     */
    void seed(NetworkProfile profile) {
        state.put(SLOT + SEEDED, profile);
        if (worked().isPresent()) {
            state.remove(WORKED);
        }
        List<Integer> priority = priority();
        if (priority.isEmpty() || priority.get(0) != SEEDED) {
            publishPriority(Stream.concat(Stream.of(SEEDED), priority.stream().filter(slot -> slot != SEEDED))
                    .toList());
        }
    }

    private void publishPriority(List<Integer> slots) {
        deviceModel.publish(
                RuntimeVariables.PRIORITY, slots.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
