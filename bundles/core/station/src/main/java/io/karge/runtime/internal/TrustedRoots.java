package io.karge.runtime.internal;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.PemCertificates;
import io.karge.station.BlockState;
import io.karge.station.DeviceModel;
import io.karge.station.TrustStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The root certificates that a station trusts, by what they are trusted for; stored. What the cfg seeds is kept apart from
 * what was installed: a cfg that changes replaces its own only, also those of them that were removed. On the loop only;
 * whatever changes something in steps.
 */
final class TrustedRoots implements TrustStore {
    /** More than the device model allows to install (ORS-17): what was stored is read. */
    private static final int MOST = 1_000;

    /** Certificates of one use that the cfg seeds, without those that were removed since. */
    record Roots(String pem) {}

    /** One that was installed. */
    record Installed(String pem) {}

    /** What was read last, and what it was read from: each PEM once. */
    private record Known(
            List<String> stored, Map<String, List<X509Certificate>> read, List<X509Certificate> roots) {
        static final Known NOTHING = new Known(List.of(), Map.of(), List.of());
    }

    private final BlockState state;
    private final DeviceModel deviceModel;
    private final Map<Use, Known> known = new EnumMap<>(Use.class);

    TrustedRoots(BlockState state, DeviceModel deviceModel) {
        this.state = state;
        this.deviceModel = deviceModel;
    }

    /** Takes over those of the cfg; those of the cfg before do not count any more, unless they were installed too. */
    void seed(StationConfig config) {
        putSeeded(Use.CSMS, certificates(config.csmsRootCertificates()));
        putSeeded(Use.MANUFACTURER, certificates(config.manufacturerRootCertificates()));
        publish();
    }

    private static Set<X509Certificate> certificates(List<PemFile> files) {
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        files.forEach(file -> certificates.addAll(file.certificates()));
        return certificates;
    }

    private void putSeeded(Use use, Set<X509Certificate> certificates) {
        state.put(seededKey(use), new Roots(PemCertificates.write(certificates)));
    }

    /** Shows in the device model how many there are. */
    void publish() {
        int count = roots(Use.CSMS).size() + roots(Use.MANUFACTURER).size();
        deviceModel.publish(RuntimeVariables.CERTIFICATE_ENTRIES, Integer.toString(count));
    }

    @Override
    public List<X509Certificate> roots(Use use) {
        List<String> stored = stored(use);
        Known last = known.getOrDefault(use, Known.NOTHING);
        if (!last.stored().equals(stored)) {
            Map<String, List<X509Certificate>> read = new HashMap<>();
            stored.forEach(pem -> {
                List<X509Certificate> before = last.read().get(pem);
                read.put(pem, before == null ? read(use, pem) : before);
            });
            Set<X509Certificate> roots = new LinkedHashSet<>();
            stored.forEach(pem -> roots.addAll(read.getOrDefault(pem, List.of())));
            Known now = new Known(stored, read, List.copyOf(roots));
            known.put(use, now);
            return now.roots();
        }
        return last.roots();
    }

    private List<String> stored(Use use) {
        List<String> stored = new ArrayList<>();
        stored.add(seeded(use));
        state.all(installedKeys(use), Installed.class).values().forEach(one -> stored.add(one.pem()));
        return stored;
    }

    private String seeded(Use use) {
        return state.get(seededKey(use), Roots.class).map(Roots::pem).orElse("");
    }

    private static List<X509Certificate> read(Use use, String pem) {
        try {
            return pem.isEmpty() ? List.of() : PemCertificates.read(pem, MOST);
        } catch (CertificateException e) {
            throw new IllegalStateException("the stored root certificates for " + use + " cannot be read", e);
        }
    }

    @Override
    public void install(Use use, X509Certificate root) {
        Map<String, Installed> installed = state.all(installedKeys(use), Installed.class);
        String pem = PemCertificates.write(List.of(root));
        if (!installed.containsValue(new Installed(pem))) {
            state.put(installedKeys(use) + nextNumber(installed, use), new Installed(pem));
            publish();
        }
    }

    /** So that the order of the keys is that of the installations. */
    private static String nextNumber(Map<String, Installed> installed, Use use) {
        int last = installed.keySet().stream()
                .mapToInt(
                        key -> Integer.parseInt(key.substring(installedKeys(use).length())))
                .max()
                .orElse(0);
        return String.format(Locale.ROOT, "%010d", last + 1);
    }

    @Override
    public void remove(Use use, X509Certificate root) {
        Set<X509Certificate> seeded = new LinkedHashSet<>(read(use, seeded(use)));
        if (seeded.remove(root)) {
            putSeeded(use, seeded);
        }
        String pem = PemCertificates.write(List.of(root));
        state.all(installedKeys(use), Installed.class).forEach((key, one) -> {
            if (one.pem().equals(pem)) {
                state.remove(key);
            }
        });
        publish();
    }

    private static String seededKey(Use use) {
        return "roots/" + use.name().toLowerCase(Locale.ROOT);
    }

    private static String installedKeys(Use use) {
        return "roots-installed/" + use.name().toLowerCase(Locale.ROOT) + "/";
    }
}
