package io.karge.runtime.internal;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.ProfilePrerequisites.Missing;
import io.karge.station.BlockState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cfg of a station seeds: slot {@value NetworkSlots#SEEDED} of the network profiles, the password and the roots.
 * Where a seed differs from the one last seeded the file wins, otherwise what is stored rules. On the loop only; whatever
 * changes something in steps.
 */
final class CfgSeeds {
    private static final String SEEDS = "seeds";

    /** What was seeded last. */
    record Seeds(
            String csmsUrl,
            int securityProfile,
            @Nullable String sealedPassword,
            List<String> csmsRoots,
            List<String> manufacturerRoots) {}

    /** What a cfg changes that the station had connected by before. */
    enum Change {
        PROFILE("the network profile has changed in its cfg"),
        PASSWORD("the password of its cfg has changed"),
        ROOTS("the CSMS root certificates of its cfg have changed");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        /** For people. */
        String text() {
            return text;
        }
    }

    private final BlockState state;
    private final NetworkSlots slots;
    private final Passwords passwords;
    private final TrustedRoots roots;
    private final ProfilePrerequisites prerequisites;

    CfgSeeds(
            BlockState state,
            NetworkSlots slots,
            Passwords passwords,
            TrustedRoots roots,
            ProfilePrerequisites prerequisites) {
        this.state = state;
        this.slots = slots;
        this.passwords = passwords;
        this.roots = roots;
        this.prerequisites = prerequisites;
    }

    /**
     * Why a cfg does not count, as long as the station's state is what it is. A station that has connected with a security
     * profile does not go back to a lower one (A00.FR.005, A05.FR.06), and does not leave a profile that works for one that
     * cannot.
     */
    Optional<Missing> refusal(StationConfig config) {
        if (slots.reached() == 0 || !isAnotherProfile(config)) {
            return Optional.empty();
        } else if (config.securityProfile() < slots.reached()) {
            return Optional.of(new Missing(
                    "its cfg asks for securityProfile " + config.securityProfile() + ", and the station has connected"
                            + " with " + slots.reached() + ", which is never lowered",
                    "Write the higher securityProfile into the cfg, or reset the station to its factory settings"));
        }
        return prerequisites
                .ofAttempt(config.securityProfile())
                .map(missing -> new Missing("its cfg asks for " + missing.why(), missing.remedy()));
    }

    private boolean isAnotherProfile(StationConfig config) {
        return last().filter(seeds -> seeds.csmsUrl().equals(config.csmsUrl().toString())
                        && seeds.securityProfile() == config.securityProfile())
                .isEmpty();
    }

    private Optional<Seeds> last() {
        return state.get(SEEDS, Seeds.class);
    }

    /**
     * Takes over the seeds that differ from those of the last time.
     *
     * @return why the station has to connect anew, if it has to
     */
    Optional<Change> seed(StationConfig config) {
        Optional<Seeds> last = last();
        boolean profile = isAnotherProfile(config);
        boolean rootFiles = last.filter(seeds -> seeds.csmsRoots().equals(names(config.csmsRootCertificates()))
                        && seeds.manufacturerRoots().equals(names(config.manufacturerRootCertificates())))
                .isEmpty();
        if (profile) {
            slots.seed(NetworkProfile.seededBy(config));
        }
        String sealedBefore = last.map(Seeds::sealedPassword).orElse(null);
        PasswordSeed password = passwords.unusable().isPresent()
                ? seedWithoutKey(config.password(), sealedBefore)
                : seed(config.password(), sealedBefore);
        if (rootFiles) {
            roots.seed(config);
        }
        if (profile || rootFiles || !Objects.equals(password.sealed(), sealedBefore)) {
            state.put(
                    SEEDS,
                    new Seeds(
                            config.csmsUrl().toString(),
                            config.securityProfile(),
                            password.sealed(),
                            names(config.csmsRootCertificates()),
                            names(config.manufacturerRootCertificates())));
        }
        if (profile) {
            return Optional.of(Change.PROFILE);
        } else if (password.changed()) {
            return Optional.of(Change.PASSWORD);
        }
        boolean tls = slots.current()
                .filter(one -> one.profile().securityProfile() > 1)
                .isPresent();
        return rootFiles && tls ? Optional.of(Change.ROOTS) : Optional.empty();
    }

    /** What became of the password; {@code sealed} is what is seeded by now. */
    private record PasswordSeed(boolean changed, @Nullable String sealed) {}

    private PasswordSeed seed(Optional<String> password, @Nullable String sealedBefore) {
        Optional<String> before = Optional.ofNullable(sealedBefore);
        boolean changed = !before.flatMap(passwords::unseal).equals(password);
        if (changed) {
            password.ifPresent(passwords::seed);
        }
        return changed || before.filter(passwords::isSealedAsNow).isEmpty()
                ? new PasswordSeed(changed, password.map(passwords::seal).orElse(null))
                : new PasswordSeed(false, sealedBefore);
    }

    /** It is used, and nothing of it is stored: with the key it is compared with the one seeded before. */
    private PasswordSeed seedWithoutKey(Optional<String> password, @Nullable String sealedBefore) {
        boolean changed = !passwords.current().equals(password);
        passwords.goOnWith(password);
        return new PasswordSeed(changed, sealedBefore);
    }

    /** The cfg does not count, and so its password does not, not even while the one that is stored cannot be read. */
    void refused() {
        if (passwords.unusable().isPresent()) {
            passwords.goOnWithoutCfg();
        }
    }

    /** By content: another certificate in a file of the same name is another seed. */
    private static List<String> names(List<PemFile> files) {
        return files.stream().map(PemFile::toString).toList();
    }
}
