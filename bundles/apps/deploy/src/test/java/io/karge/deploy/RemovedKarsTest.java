package io.karge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.kar.KarService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** .kar files that go from deploy/ while nobody looks. */
class RemovedKarsTest {
    @TempDir
    Path folder;

    private final List<String> unpacked = new ArrayList<>();
    private final List<String> uninstalled = new ArrayList<>();
    private boolean refuses;

    private RemovedKars start() {
        return new RemovedKars(kars(), folder, folder.resolve("memory"), Runnable::run);
    }

    private KarService kars() {
        return (KarService) Proxy.newProxyInstance(
                KarService.class.getClassLoader(), new Class<?>[] {KarService.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "list" -> {
                            return List.copyOf(unpacked);
                        }
                        case "uninstall" -> {
                            if (refuses) {
                                throw new IllegalStateException("the container is busy");
                            }
                            uninstalled.add((String) arguments[0]);
                            unpacked.remove(arguments[0]);
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private void lay(RemovedKars running, String name) throws IOException {
        Files.createFile(folder.resolve(name + ".kar"));
        install(running, name);
    }

    private void install(RemovedKars running, String name) {
        unpacked.add(name);
        Feature feature = (Feature) Proxy.newProxyInstance(
                Feature.class.getClassLoader(), new Class<?>[] {Feature.class}, (proxy, method, arguments) -> null);
        running.featureEvent(new FeatureEvent(FeatureEvent.EventType.FeatureInstalled, feature, "root", false));
    }

    @Test
    void uninstallsWhatHasGoneWhileTheGatewayWasDown() throws IOException {
        RemovedKars running = start();
        lay(running, "gone-1.0");
        lay(running, "there-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));

        start();

        assertThat(uninstalled).containsExactly("gone-1.0");
    }

    /** The container had begun to let go of it: the feature is gone, what was unpacked is not. */
    @Test
    void uninstallsWhatWasBeingRemovedWhenTheGatewayEnded() throws IOException {
        RemovedKars running = start();
        lay(running, "gone-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));
        lay(running, "other-1.0");

        start();

        assertThat(uninstalled).containsExactly("gone-1.0");
    }

    @Test
    void leavesWhatWasNeverInTheFolder() {
        install(start(), "by-hand-1.0");

        start();

        assertThat(uninstalled).isEmpty();
    }

    @Test
    void leavesWhatTheContainerHasTakenAwayItself() throws IOException {
        RemovedKars running = start();
        lay(running, "gone-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));
        unpacked.remove("gone-1.0");

        start();
        install(start(), "gone-1.0"); // by kar:install this time
        start();

        assertThat(uninstalled).isEmpty();
    }

    @Test
    void triesAgainAtTheNextStartWhatWasRefused() throws IOException {
        lay(start(), "gone-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));
        refuses = true;
        start();
        assertThat(uninstalled).isEmpty();

        refuses = false;
        start();
        assertThat(uninstalled).containsExactly("gone-1.0");
    }

    @Test
    void uninstallsOnce() throws IOException {
        lay(start(), "gone-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));
        start();
        start();

        assertThat(uninstalled).containsExactly("gone-1.0");
    }
}
