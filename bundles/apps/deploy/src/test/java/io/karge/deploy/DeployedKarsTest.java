package io.karge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.kar.KarService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** .kar files that go from deploy/, or are replaced there, while nobody looks. */
class DeployedKarsTest {
    @TempDir
    Path folder;

    private final List<String> unpacked = new ArrayList<>();
    private final List<String> uninstalled = new ArrayList<>();
    private final List<String> installed = new ArrayList<>();
    private boolean refuses;

    private DeployedKars start() {
        return new DeployedKars(kars(), folder, folder.resolve("memory"), Runnable::run);
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
                        case "install" -> {
                            installed.add(
                                    Path.of((URI) arguments[0]).getFileName().toString());
                            unpacked.add(installed.get(installed.size() - 1).replace(".kar", ""));
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private void lay(DeployedKars running, String name) throws IOException {
        Files.createFile(folder.resolve(name + ".kar"));
        install(running, name);
    }

    private void install(DeployedKars running, String name) {
        unpacked.add(name);
        Feature feature = (Feature) Proxy.newProxyInstance(
                Feature.class.getClassLoader(), new Class<?>[] {Feature.class}, (proxy, method, arguments) -> null);
        running.featureEvent(new FeatureEvent(FeatureEvent.EventType.FeatureInstalled, feature, "root", false));
    }

    @Test
    void uninstallsWhatHasGoneWhileTheGatewayWasDown() throws IOException {
        DeployedKars running = start();
        lay(running, "gone-1.0");
        lay(running, "there-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));

        start();

        assertThat(uninstalled).containsExactly("gone-1.0");
    }

    /** The container had begun to let go of it: the feature is gone, what was unpacked is not. */
    @Test
    void uninstallsWhatWasBeingRemovedWhenTheGatewayEnded() throws IOException {
        DeployedKars running = start();
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
        DeployedKars running = start();
        lay(running, "gone-1.0");
        Files.delete(folder.resolve("gone-1.0.kar"));
        unpacked.remove("gone-1.0");

        start();
        install(start(), "gone-1.0"); // by kar:install this time
        start();

        assertThat(uninstalled).isEmpty();
    }

    @Test
    void installsAnewWhatWasReplacedWhileTheGatewayWasDown() throws IOException {
        DeployedKars running = start();
        lay(running, "newer-1.0");
        lay(running, "same-1.0");
        Files.writeString(folder.resolve("newer-1.0.kar"), "another build");

        start();
        assertThat(uninstalled).containsExactly("newer-1.0");
        assertThat(installed).containsExactly("newer-1.0.kar");

        start();
        assertThat(installed).as("once").hasSize(1);
    }

    /** As tools do that copy the time too, and an editor that keeps the length. */
    @Test
    void seesAReplacementByItsTimeAloneAndByItsSizeAlone() throws IOException {
        DeployedKars running = start();
        lay(running, "by-time-1.0");
        lay(running, "by-size-1.0");
        Path byTime = folder.resolve("by-time-1.0.kar");
        Path bySize = folder.resolve("by-size-1.0.kar");
        FileTime time = Files.getLastModifiedTime(bySize);
        Files.setLastModifiedTime(byTime, FileTime.fromMillis(time.toMillis() - 10_000));
        Files.writeString(bySize, "longer");
        Files.setLastModifiedTime(bySize, time);

        start();
        assertThat(installed).containsExactlyInAnyOrder("by-time-1.0.kar", "by-size-1.0.kar");
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
