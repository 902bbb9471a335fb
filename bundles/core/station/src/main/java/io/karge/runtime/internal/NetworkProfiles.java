package io.karge.runtime.internal;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.station.BlockState;
import io.karge.transport.WebSocketEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the station connects: the network profile slots, stored, and with which of the {@link Passwords}. The cfg seeds slot 1; where a seed
 * differs from the one last seeded the file wins, otherwise what is stored rules. On the loop only.
 */
final class NetworkProfiles {
    private static final int SEEDED_SLOT = 1;
    private static final String REACHED = "security-profile-reached";

    /** A slot (B09). */
    record Profile(String csmsUrl, int securityProfile) {}

    /** The highest security profile that the station has connected with. */
    record Reached(int securityProfile) {}

    /** What was seeded last. */
    record Seeds(
            String csmsUrl,
            int securityProfile,
            @Nullable String sealedPassword,
            List<String> csmsRoots,
            List<String> manufacturerRoots) {}

    private final String stationId;
    private final BlockState state;
    private final Passwords passwords;
    private final TrustedRoots roots;
    private final CsmsTls tls;

    NetworkProfiles(String stationId, BlockState state, Passwords passwords, TrustedRoots roots, CsmsTls tls) {
        this.stationId = stationId;
        this.state = state;
        this.passwords = passwords;
        this.roots = roots;
        this.tls = tls;
    }

    /**
     * Why the cfg does not count, as long as the station's state is what it is: a station that has connected with a
     * security profile does not go back to a lower one (A00.FR.005, A05.FR.06).
     */
    Optional<String> refusal(StationConfig config) {
        return config.securityProfile() < reached()
                ? Optional.of("its cfg asks for securityProfile " + config.securityProfile()
                        + ", and the station has connected with " + reached() + ", which is never lowered")
                : Optional.empty();
    }

    private int reached() {
        return state.get(REACHED, Reached.class).map(Reached::securityProfile).orElse(0);
    }

    /** The station is connected with its profile; in a step. */
    void connected() {
        if (profile().securityProfile() > reached()) {
            state.put(REACHED, new Reached(profile().securityProfile()));
        }
    }

    /**
     * Takes over the seeds that differ from those of the last time.
     *
     * @return why the station has to connect anew, if it has to
     */
    Optional<String> seed(StationConfig config) {
        Optional<Seeds> last = state.get("seeds", Seeds.class);
        boolean profile = last.filter(
                        seeds -> seeds.csmsUrl().equals(config.csmsUrl().toString())
                                && seeds.securityProfile() == config.securityProfile())
                .isEmpty();
        boolean password =
                !last.map(Seeds::sealedPassword).flatMap(passwords::unseal).equals(config.password());
        boolean rootFiles = last.filter(seeds -> seeds.csmsRoots().equals(names(config.csmsRootCertificates()))
                        && seeds.manufacturerRoots().equals(names(config.manufacturerRootCertificates())))
                .isEmpty();
        if (profile) {
            state.put(slotKey(SEEDED_SLOT), new Profile(config.csmsUrl().toString(), config.securityProfile()));
        }
        if (password) {
            config.password().ifPresent(passwords::seed);
        }
        if (rootFiles) {
            roots.seed(config);
        }
        if (profile || password || rootFiles) {
            state.put(
                    "seeds",
                    new Seeds(
                            config.csmsUrl().toString(),
                            config.securityProfile(),
                            config.password().map(passwords::seal).orElse(null),
                            names(config.csmsRootCertificates()),
                            names(config.manufacturerRootCertificates())));
        }
        if (profile) {
            return Optional.of("the network profile has changed in its cfg");
        }
        if (password) {
            return Optional.of("the password of its cfg has changed");
        }
        return rootFiles && profile().securityProfile() > 1
                ? Optional.of("the CSMS root certificates of its cfg have changed")
                : Optional.empty();
    }

    /** By content: another certificate in a file of the same name is another seed. */
    private static List<String> names(List<PemFile> files) {
        return files.stream().map(PemFile::toString).toList();
    }

    /** The slots that hold a profile. */
    Set<String> configured() {
        Set<String> slots = new TreeSet<>();
        state.all("slot/", Profile.class).keySet().forEach(key -> slots.add(key.substring("slot/".length())));
        return slots;
    }

    /** The slot that the station connects through. */
    int active() {
        return SEEDED_SLOT;
    }

    /** The profile that the station connects through; seeded before anything asks. */
    Profile profile() {
        return state.get(slotKey(active()), Profile.class)
                .orElseThrow(() -> new IllegalStateException("slot " + active() + " is empty"));
    }

    WebSocketEndpoint endpoint() {
        byte[] password = passwords
                .next()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
        Profile profile = profile();
        return WebSocketEndpoint.of(
                profile.csmsUrl(),
                stationId,
                password,
                profile.securityProfile() == 1 ? null : tls.forAttemptAt(URI.create(profile.csmsUrl())));
    }

    private static String slotKey(int slot) {
        return "slot/" + slot;
    }
}
