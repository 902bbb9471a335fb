package io.karge.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureSecurity;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.SiteException;
import io.karge.site.SiteFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.ProbeBuilder;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.container.remote.RBCRemoteTargetOptions;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A test that runs inside the distribution which this build has just made: unpacked under {@code target/exam}, on free
 * ports, its boot features installed before the first test method. One container for each class.
 *
 * <p>When "Container never came up", read {@code target/exam/*}{@code /data/log/karaf.log}.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class DistributionTestSupport {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration SERVICE = Duration.ofSeconds(20);

    @Inject
    protected BundleContext context;

    @Inject
    protected FeaturesService features;

    @Inject
    protected SessionFactory sessions;

    /** There when all boot features are. */
    @Inject
    protected BootFinished booted;

    @Configuration
    public Option[] configuration() throws IOException {
        String karaf = System.getProperty("karaf.version");
        return Stream.concat(
                        Stream.of(
                                karafDistributionConfiguration()
                                        .frameworkUrl(new File(System.getProperty("karge.distribution"))
                                                .toURI()
                                                .toString())
                                        .karafVersion(karaf)
                                        .name("karge")
                                        .unpackDirectory(new File("target/exam"))
                                        .useDeployFolder(false),
                                configureSecurity().disableKarafMBeanServerBuilder(),
                                configureConsole().ignoreLocalConsole(),
                                keepRuntimeFolder(),
                                doNotModifyLogConfiguration(),
                                systemTimeout(START.toMillis()),
                                RBCRemoteTargetOptions.waitForRBCFor((int) START.toMillis()),
                                mavenBundle("org.assertj", "assertj-core", System.getProperty("assertj.version")),
                                mavenBundle("net.bytebuddy", "byte-buddy", System.getProperty("bytebuddy.version")),
                                site(),
                                ports(),
                                repositories(),
                                jvm(karaf)),
                        Stream.of(more()))
                .toArray(Option[]::new);
    }

    /** What a test class wants beside the usual: configuration files, system properties. */
    protected Option[] more() throws IOException {
        return new Option[0];
    }

    @ProbeBuilder
    public TestProbeBuilder probe(TestProbeBuilder probe) {
        probe.setHeader(Constants.DYNAMICIMPORT_PACKAGE, "*");
        return probe;
    }

    /** The classes that tests in the container share with programs beside it. */
    private static Option site() {
        return streamBundle(TinyBundles.bundle()
                .symbolicName("io.karge.site")
                .addClass(Distribution.class)
                .addClass(GatewayClient.class)
                .addClass(SiteException.class)
                .addClass(SiteFiles.class)
                .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2")
                .setHeader(Constants.EXPORT_PACKAGE, "io.karge.site")
                .setHeader(Constants.DYNAMICIMPORT_PACKAGE, "*")
                .build(TinyBundles.rawBuilder()));
    }

    private static Option ports() throws IOException {
        return composite(
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", port()),
                editConfigurationFilePut("etc/org.apache.felix.http.cfg", "org.osgi.service.http.port", port()),
                editConfigurationFilePut("etc/custom.properties", "karaf.shutdown.port", port()));
    }

    /** The parts of Pax Exam come from the local repository, ours from the distribution, nothing over the network. */
    private static Option repositories() {
        return composite(
                editConfigurationFilePut("etc/org.apache.karaf.features.cfg", "updateSnapshots", "none"),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
                editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories", ""));
    }

    private static Option jvm(String karaf) {
        return vmOptions(
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
                "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
                "-classpath",
                "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*");
    }

    private static String port() throws IOException {
        return Integer.toString(Distribution.freePort(0));
    }

    /** The service, waited for. */
    protected <S> S service(Class<S> type) {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            return Optional.ofNullable(tracker.waitForService(SERVICE.toMillis()))
                    .orElseThrow(() -> new AssertionError("No service " + type.getName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + type.getName(), e);
        } finally {
            tracker.close();
        }
    }

    /** What a shell command prints when the administrator of the gateway runs it. */
    protected String shell(String command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Subject administrator = new Subject();
        Stream.of("admin", "manager", "viewer", "systembundles", "ssh", "group")
                .forEach(role -> administrator.getPrincipals().add(new RolePrincipal(role)));
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            Subject.doAs(administrator, (PrivilegedExceptionAction<Object>) () -> session.execute(command));
        } catch (PrivilegedActionException e) {
            throw new AssertionError(command + " failed: " + e.getCause(), e);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The features that the distribution boots, by name. */
    protected Set<String> bootFeatures() throws Exception {
        File file = new File(System.getProperty("karaf.etc"), "org.apache.karaf.features.cfg");
        Properties properties = new Properties();
        try (InputStream in = new FileInputStream(file)) {
            properties.load(in);
        }
        return Stream.of(properties.getProperty("featuresBoot").split("[,()]"))
                .map(String::trim)
                .map(name -> name.replaceFirst("/.*", ""))
                .filter(name -> !name.isEmpty() && !"exam".equals(name))
                .collect(Collectors.toSet());
    }

    /** Removes the feature and brings it back; the bundles of others that were touched meanwhile. */
    protected Set<String> swap(String name) throws Exception {
        Feature feature = features.getFeature(name);
        try (BundleWatch watch = new BundleWatch(context)) {
            features.uninstallFeature(feature.getName(), feature.getVersion());
            features.installFeature(feature.getName(), feature.getVersion());
            return watch.touched();
        }
    }

    /** Waits, where the container or a real socket is involved. */
    protected static void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("Not within " + limit + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
