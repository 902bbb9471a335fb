package io.karge.station.testkit;

import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.NetworkProfiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Three slots that take what the test does not refuse. */
public final class FakeNetworkProfiles implements NetworkProfiles {
    private final Map<Integer, NetworkConnectionProfileType> profiles = new TreeMap<>();
    private @Nullable StatusInfoType refusal;

    FakeNetworkProfiles() {}

    /** Every profile is refused from now on, with null none. */
    public void refuse(@Nullable StatusInfoType why) {
        refusal = why;
    }

    @Override
    public List<Integer> slots() {
        return List.of(1, 2, 3);
    }

    @Override
    public int active() {
        return 1;
    }

    @Override
    public Optional<NetworkConnectionProfileType> profile(int slot) {
        return Optional.ofNullable(profiles.get(slot));
    }

    @Override
    public Optional<StatusInfoType> refusal(int slot, NetworkConnectionProfileType profile) {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void set(int slot, NetworkConnectionProfileType profile) {
        if (refusal != null) {
            throw new IllegalArgumentException(refusal.text());
        }
        profiles.put(slot, profile);
    }
}
