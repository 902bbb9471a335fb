package io.karge.systemd;

import io.karge.failure.FailureWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.features.BootFinished;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the container's cache of bundles that everything is installed that boots with the gateway. With a cache whose first
 * start was interrupted the container comes up half, for ever: {@code bin/setenv} throws one away that has no such note, and
 * {@code bin/status} says until then that the gateway starts.
 */
@Component(
        immediate = true,
        service = {})
public final class FinishedStart {
    static final String NOTE = "karge-installed";
    private static final Logger LOG = LoggerFactory.getLogger(FinishedStart.class);

    @Activate
    public FinishedStart(BundleContext context, @Reference BootFinished finished) {
        this(Path.of(context.getProperty(Constants.FRAMEWORK_STORAGE)));
    }

    FinishedStart(Path cache) {
        try {
            Files.write(cache.resolve(NOTE), new byte[0]);
        } catch (IOException e) {
            LOG.warn(
                    "What is installed will be installed anew at the next start, since {} cannot be written: {}",
                    cache.resolve(NOTE),
                    FailureWords.of(e));
        }
    }
}
