package io.karge.runtime.internal;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.Secrets;
import io.karge.station.BlockState;
import io.karge.transport.WebSocketEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the station connects: the network profile slots and the password, stored. The cfg seeds slot 1; where a seed
 * differs from the one last seeded the file wins, otherwise what is stored rules. On the loop only.
 */
final class NetworkProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkProfiles.class);
    private static final int SEEDED_SLOT = 1;

    /** A slot (B09). */
    record Profile(String csmsUrl, int securityProfile) {}

    /** The password, sealed. */
    record Password(String sealed) {}

    /** What was seeded last. */
    record Seeds(
            String csmsUrl,
            int securityProfile,
            @Nullable String sealedPassword,
            List<String> csmsRoots,
            List<String> manufacturerRoots) {}

    private final String stationId;
    private final BlockState state;
    private final Secrets secrets;

    NetworkProfiles(String stationId, BlockState state, Secrets secrets) {
        this.stationId = stationId;
        this.state = state;
        this.secrets = secrets;
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
                !last.map(Seeds::sealedPassword).flatMap(this::unseal).equals(config.password());
        boolean roots = last.filter(seeds -> seeds.csmsRoots().equals(names(config.csmsRootCertificates()))
                        && seeds.manufacturerRoots().equals(names(config.manufacturerRootCertificates())))
                .isEmpty();
        if (profile) {
            state.put(slotKey(SEEDED_SLOT), new Profile(config.csmsUrl().toString(), config.securityProfile()));
        }
        if (password) {
            config.password().ifPresent(this::setPassword);
        }
        if (profile || password || roots) {
            state.put(
                    "seeds",
                    new Seeds(
                            config.csmsUrl().toString(),
                            config.securityProfile(),
                            config.password().map(this::seal).orElse(null),
                            names(config.csmsRootCertificates()),
                            names(config.manufacturerRootCertificates())));
        }
        if (profile) {
            return Optional.of("the network profile has changed in its cfg");
        }
        return password ? Optional.of("the password of its cfg has changed") : Optional.empty();
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

    Optional<String> password() {
        return state.get("password", Password.class).map(Password::sealed).flatMap(this::unseal);
    }

    void setPassword(String password) {
        state.put("password", new Password(seal(password)));
    }

    private String seal(String password) {
        return secrets.seal(purpose(), password);
    }

    /** Empty when it cannot be read: then the seed counts again, or the password has to be set again. */
    private Optional<String> unseal(String sealedText) {
        try {
            return Optional.of(secrets.unseal(purpose(), sealedText));
        } catch (Secrets.UnreadableSecretException e) {
            LOG.error("station={} {}", stationId, e.getMessage());
            return Optional.empty();
        }
    }

    private String purpose() {
        return "basic-auth " + stationId;
    }

    WebSocketEndpoint endpoint() {
        byte[] password =
                password().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        return WebSocketEndpoint.of(profile().csmsUrl(), stationId, password, null);
    }

    private static String slotKey(int slot) {
        return "slot/" + slot;
    }
}
