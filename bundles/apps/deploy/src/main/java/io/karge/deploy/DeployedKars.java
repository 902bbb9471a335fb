package io.karge.deploy;

import io.karge.file.WholeFile;
import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.features.FeaturesListener;
import org.apache.karaf.features.RepositoryEvent;
import org.apache.karaf.kar.KarService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At the start of the gateway makes true what happened to .kar files of {@code deploy/} since: while it was down, or so shortly
 * before its end that the container had not got to it. What came out of one that has gone is uninstalled, one that has been
 * replaced is installed anew. The container itself does only what it sees happen. A .kar that was installed by
 * {@code kar:install} has never been in the folder, and stays.
 *
 * <p>It remembers in a file of its own which .kar files were there and what they were. Thread-safe.
 */
@Component(immediate = true, service = FeaturesListener.class)
public final class DeployedKars implements FeaturesListener {
    private static final Logger LOG = LoggerFactory.getLogger(DeployedKars.class);

    private final KarService kars;
    private final Path deploy;
    private final Path memory;

    @Activate
    public DeployedKars(@Reference KarService kars, @Reference WorkerPool workers, BundleContext context) {
        this(
                kars,
                Path.of(System.getProperty("karaf.base", "."), "deploy"),
                context.getDataFile("deployed-kars").toPath(),
                workers.newBlockingSerial("deployed-kars"));
    }

    /**
     * @param memory the file that remembers; need not be there
     * @param thread may block: features are being installed while the gateway starts
     */
    DeployedKars(KarService kars, Path deploy, Path memory, Executor thread) {
        this.kars = kars;
        this.deploy = deploy;
        this.memory = memory;
        thread.execute(this::catchUp);
    }

    private void catchUp() {
        try {
            for (Map.Entry<String, String> before : remembered().entrySet()) {
                String name = before.getKey();
                Optional<Path> file = file(name);
                boolean installed = kars.list().contains(name);
                if (installed && file.isEmpty()) {
                    uninstall(name);
                } else if (installed && !stamp(file.orElseThrow()).equals(before.getValue())) {
                    replace(name, file.orElseThrow());
                }
            }
            remember();
        } catch (Exception e) { // as the container's services throw it
            LOG.warn("It cannot be seen what has become of the .kar files in {}", deploy, e);
        }
    }

    private void uninstall(String name) {
        try {
            kars.uninstall(name);
            LOG.info(
                    "{}.kar has gone from {} since the gateway last ran: what it had brought is uninstalled",
                    name,
                    deploy);
        } catch (Exception e) { // as the container's services throw it
            LOG.warn(
                    "{}.kar has gone from {}, and what it had brought stays; try kar:uninstall {}",
                    name,
                    deploy,
                    name,
                    e);
        }
    }

    private void replace(String name, Path file) {
        try {
            kars.uninstall(name);
            kars.install(file.toUri());
            LOG.info("{} has been replaced since the gateway last ran: it is installed anew", file);
        } catch (Exception e) { // as the container's services throw it
            LOG.warn("{} has been replaced since the gateway last ran, and cannot be installed", file, e);
        }
    }

    @Override
    public void featureEvent(FeatureEvent event) {
        if (event.getType() == FeatureEvent.EventType.FeatureInstalled && !event.isReplay()) {
            try {
                remember();
            } catch (Exception e) { // as the container's services throw it
                LOG.warn("It is not remembered which .kar files are in {}", deploy, e);
            }
        }
    }

    @Override
    public void repositoryEvent(RepositoryEvent event) {}

    /** One that is gone is remembered until nothing of it is left: the gateway may end before. */
    private synchronized void remember() throws Exception {
        Map<String, String> before = remembered();
        Map<String, String> now = new TreeMap<>();
        for (String name : kars.list()) {
            Optional<Path> file = file(name);
            if (file.isPresent()) {
                now.put(name, stamp(file.get()));
            } else if (before.containsKey(name)) {
                now.put(name, before.get(name));
            }
        }
        if (!now.equals(before)) {
            WholeFile.write(
                    memory,
                    now.entrySet().stream()
                            .map(kar -> kar.getValue() + " " + kar.getKey())
                            .toList());
        }
    }

    /** What each .kar was, by its name. */
    private Map<String, String> remembered() throws IOException {
        Map<String, String> all = new TreeMap<>();
        if (Files.exists(memory)) {
            for (String line : Files.readAllLines(memory)) {
                String[] parts = line.split(" ", 2);
                all.put(parts[parts.length - 1], parts[0]);
            }
        }
        return all;
    }

    private static String stamp(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
    }

    private Optional<Path> file(String name) {
        return Stream.of(".kar", ".zip")
                .map(suffix -> deploy.resolve(name + suffix))
                .filter(Files::exists)
                .findFirst();
    }
}
