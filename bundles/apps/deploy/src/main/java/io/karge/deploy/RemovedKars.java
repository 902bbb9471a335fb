package io.karge.deploy;

import io.karge.time.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
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
 * Uninstalls at the start of the gateway what came out of .kar files that have gone from {@code deploy/} since: while it was
 * down, or so shortly before its end that the container had not let go of all. The container itself takes away only what it
 * sees go. A .kar that was installed by {@code kar:install} has never been in the folder, and stays.
 *
 * <p>It remembers in a file of its own which .kar files were there. Thread-safe.
 */
@Component(immediate = true, service = FeaturesListener.class)
public final class RemovedKars implements FeaturesListener {
    private static final Logger LOG = LoggerFactory.getLogger(RemovedKars.class);

    private final KarService kars;
    private final Path deploy;
    private final Path memory;

    @Activate
    public RemovedKars(@Reference KarService kars, @Reference WorkerPool workers, BundleContext context) {
        this(
                kars,
                Path.of(System.getProperty("karaf.base", "."), "deploy"),
                context.getDataFile("deployed-kars").toPath(),
                workers.newBlockingSerial("removed-kars"));
    }

    /**
     * @param memory the file that remembers; need not be there
     * @param thread may block: features are being installed while the gateway starts
     */
    RemovedKars(KarService kars, Path deploy, Path memory, Executor thread) {
        this.kars = kars;
        this.deploy = deploy;
        this.memory = memory;
        thread.execute(this::uninstallRemoved);
    }

    private void uninstallRemoved() {
        try {
            for (String name : remembered()) {
                if (!isDeployed(name) && kars.list().contains(name)) {
                    uninstall(name);
                }
            }
            remember();
        } catch (Exception e) { // as the container's services throw it
            LOG.warn("It cannot be seen which .kar files have gone from {}", deploy, e);
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
        Set<String> before = remembered();
        Set<String> now = new TreeSet<>();
        for (String name : kars.list()) {
            if (isDeployed(name) || before.contains(name)) {
                now.add(name);
            }
        }
        if (!now.equals(before)) {
            Path beside = memory.resolveSibling(memory.getFileName() + ".new");
            Files.write(beside, now);
            Files.move(beside, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Set<String> remembered() throws IOException {
        return Files.exists(memory) ? new TreeSet<>(Files.readAllLines(memory)) : Set.of();
    }

    private boolean isDeployed(String name) {
        return Files.exists(deploy.resolve(name + ".kar")) || Files.exists(deploy.resolve(name + ".zip"));
    }
}
