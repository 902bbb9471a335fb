package io.karge.itests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import io.karge.configuration.CfgNames;
import io.karge.runtime.ApiCaller;
import io.karge.runtime.JsonBody;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.component.annotations.Component;

/** Who may use whom, who may ask what time it is, and who may start a thread. */
class ArchitectureTest {
    private static final JavaClasses KARGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !isOfBenchmarks(location))
            .importPackages("io.karge");

    /** All that the module of the benchmarks has, wherever it put it. */
    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isOfBenchmarks)
            .importPackages("io.karge");

    private static final String[] API = {
        "io.karge.driver",
        "io.karge.driver.polling",
        "io.karge.driver.testkit..",
        "io.karge.time",
        "io.karge.failure",
        "io.karge.file",
        "io.karge.ocpp..",
        "io.karge.station",
        "io.karge.station.testkit.."
    };
    private static final String[] CORE = {
        "io.karge.configuration..",
        "io.karge.transport..",
        "io.karge.security..",
        "io.karge.storage..",
        "io.karge.devicemodel..",
        "io.karge.runtime..",
        "io.karge.routes.."
    };
    private static final String[] JAVA = {"java..", "javax..", "org.slf4j..", "org.osgi..", "org.jspecify.."};

    /** The one place that owns time and threads. */
    private static final String TIME = "io.karge.runtime.internal.time..";

    /** Those who may start a thread of their own all the same, and why. */
    private static final Set<String> OWN_THREAD =
            Set.of("io.karge.storage.internal.StorageThread"); // commits block; the pool that serves the loops must not

    @Test
    void seesAllBundles() {
        assertThat(KARGE.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.karge.driver",
                        "io.karge.ocpp",
                        "io.karge.station",
                        "io.karge.runtime",
                        "io.karge.block.transactions",
                        "io.karge.driver.hyc400us",
                        "io.karge.rest");
    }

    /** A PID that is not known there would be taken for one that is misspelt. */
    @Test
    void knowsHowTheCfgFilesOfAllComponentsAreCalled() {
        Set<String> pids = KARGE.stream()
                .flatMap(type -> type.tryGetAnnotationOfType(Component.class).stream())
                .flatMap(component -> Stream.of(component.configurationPid()))
                .filter(pid -> pid.startsWith("io.karge."))
                .collect(Collectors.toSet());

        assertThat(pids)
                .contains("io.karge.rest", "io.karge.simulator")
                .allMatch(pid -> CfgNames.isOneOfMany(pid + "-x.cfg")
                        || CfgNames.rightName(pid + ".cfg").isEmpty());
    }

    /** A key that is not known there would be taken for one that is misspelt, and the other way round. */
    @Test
    void knowsTheKeysOfTheCfgFilesThatNobodyChecks() {
        Map<String, Set<String>> read = new TreeMap<>();
        for (JavaClass type : KARGE) {
            type.tryGetAnnotationOfType(Component.class).stream()
                    .flatMap(component -> Stream.of(component.configurationPid()))
                    .filter(pid -> CfgNames.keys(pid + ".cfg").isPresent())
                    .forEach(pid -> read.put(pid, keys(type)));
        }

        assertThat(read).hasSizeGreaterThan(3).allSatisfy((pid, keys) -> assertThat(CfgNames.keys(pid + ".cfg"))
                .contains(keys));
        assertThat(CfgNames.keys("io.karge.drivers.cfg")).isEmpty();
    }

    /** What the configuration of a component declares: the annotation type that its constructor takes. */
    private static Set<String> keys(JavaClass component) {
        return component.getConstructors().stream()
                .flatMap(constructor -> constructor.getRawParameterTypes().stream())
                .filter(JavaClass::isAnnotation)
                .flatMap(config -> config.getMethods().stream())
                .map(JavaMethod::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void apiStandsOnItself() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat(in(API, JAVA, "com.fasterxml.jackson..", "org.junit..", "org.assertj.."))
                .check(KARGE);
    }

    @Test
    void coreKnowsNoBlockNoDriverAndNoApplication() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat(describe(
                        "are blocks, drivers or applications",
                        type -> type.getPackageName().startsWith("io.karge.")
                                && !in(API, CORE).test(type)))
                .check(KARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provisioning",
                "authorization",
                "transactions",
                "metering",
                "remotecontrol",
                "availability",
                "datatransfer"
            })
    void blockUsesTheStationApiAndNoOtherBlock(String block) {
        classes()
                .that()
                .resideInAPackage("io.karge.block." + block)
                .should()
                .onlyDependOnClassesThat(in(
                        "io.karge.block." + block,
                        "io.karge.station",
                        "io.karge.driver",
                        "io.karge.time",
                        "io.karge.failure",
                        "io.karge.file",
                        "io.karge.ocpp..",
                        "com.fasterxml.jackson..",
                        JAVA))
                .check(KARGE);
    }

    /** Those that read, check and make certificates. */
    @ParameterizedTest
    @ValueSource(strings = {"certificates", "advancedsecurity"})
    void blockOfCertificatesUsesTheSecurityApiToo(String block) {
        classes()
                .that()
                .resideInAPackage("io.karge.block." + block)
                .should()
                .onlyDependOnClassesThat(in(
                        "io.karge.block." + block,
                        "io.karge.station",
                        "io.karge.security",
                        "io.karge.driver",
                        "io.karge.time",
                        "io.karge.failure",
                        "io.karge.file",
                        "io.karge.ocpp..",
                        "com.fasterxml.jackson..",
                        JAVA))
                .check(KARGE);
    }

    @Test
    void blocksLiveInOnePackageEach() {
        noClasses().should().resideInAPackage("io.karge.block.*.*..").check(KARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hyc400us", "hyc200us", "hyc400eu", "hyc200eu"})
    void driverUsesTheDriverApiAndItsWireLibrary(String model) {
        classes()
                .that()
                .resideInAnyPackage("io.karge.driver." + model + "..", "io.karge.driver.hyc..")
                .should()
                .onlyDependOnClassesThat(in(
                        "io.karge.driver." + model + "..",
                        "io.karge.driver.hyc..",
                        "io.karge.driver",
                        "io.karge.driver.polling",
                        "io.karge.driver.modbus",
                        "io.karge.time",
                        "io.karge.failure",
                        "io.karge.file",
                        JAVA))
                .check(KARGE);
    }

    @Test
    void onlyTheModbusOfTheDriversUsesAModbusLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.karge.driver.modbus")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.ghgande.j2mod..")
                .check(KARGE);
    }

    /** Beside the API it may tell of its problems, and ask who calls it and what a body may be called, as every part does. */
    @Test
    void simulatorKnowsTheDriverApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.karge.simulator..")
                .should()
                .dependOnClassesThat(describe(
                        "are of Karge, but neither driver API nor the table of the shell",
                        type -> type.getPackageName().startsWith("io.karge.")
                                && !in(
                                                "io.karge.simulator..",
                                                "io.karge.driver",
                                                "io.karge.time",
                                                "io.karge.failure",
                                                "io.karge.file",
                                                "io.karge.configuration",
                                                "io.karge.shell.table")
                                        .test(type)
                                && !type.isAssignableTo(ProblemSource.class)
                                && !type.getName().startsWith(ApiCaller.class.getName())
                                && !type.isAssignableTo(JsonBody.class)
                                && !type.isAssignableTo(StationView.Problem.class)
                                && !type.isAssignableTo(StationView.class)))
                .check(KARGE);
    }

    @Test
    void applicationsDoNotUseBlocksDriversOrEachOther() {
        String[] applications = {
            "io.karge.http..",
            "io.karge.rest..",
            "io.karge.shell",
            "io.karge.console..",
            "io.karge.deploy..",
            "io.karge.simulator..",
            "io.karge.testsystem..",
            "io.karge.dashboard.."
        };
        for (String application : applications) {
            noClasses()
                    .that()
                    .resideInAPackage(application)
                    .should()
                    .dependOnClassesThat(describe(
                            "are blocks, drivers or other applications",
                            type -> in("io.karge.block..", "io.karge.driver.*..", applications)
                                            .test(type)
                                    && !in(application).test(type)))
                    .allowEmptyShould(true)
                    .check(KARGE);
        }
    }

    @Test
    void nobodyUsesTheInternalsOfAnotherBundle() {
        classes().should(new OwnInternals()).check(KARGE);
    }

    @Test
    void benchmarksLiveInPackagesOfTheirOwn() {
        assertThat(BENCHMARKS.contain("io.karge.benchmarks.CommitBenchmark"))
                .as("sees them")
                .isTrue();
        classes().should().resideInAPackage("io.karge.benchmarks..").check(BENCHMARKS);
    }

    @Test
    void benchmarksUseNoInternals() {
        classes().should(new OwnInternals()).check(BENCHMARKS);
    }

    @Test
    void onlyTheOwnerOfTimeReadsAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIME)
                .should(callMethodWhere(describe("a clock is read", ArchitectureTest::readsAClock))
                        .or(callConstructorWhere(target("is new Date()", Date.class, 0))))
                .check(KARGE);
    }

    @Test
    void onlyTheOwnerOfTimeSleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIME)
                .should(callMethodWhere(describe("a thread sleeps", ArchitectureTest::sleeps)))
                .check(KARGE);
    }

    @Test
    void onlyTheOwnerOfThreadsStartsOne() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIME)
                .and(describe("have no leave to", type -> !OWN_THREAD.contains(outermost(type))))
                .should(callMethodWhere(describe("threads are made", ArchitectureTest::makesThreads))
                        .or(callConstructorWhere(describe("threads are made", ArchitectureTest::makesThreads))))
                .check(KARGE);
    }

    private static boolean isOfBenchmarks(Location location) {
        return location.contains("/benchmarks/target/");
    }

    private static boolean readsAClock(JavaCall<?> call) {
        String name = call.getName();
        if (isOn(call, System.class)) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        if (isOn(call, Clock.class)) {
            return name.startsWith("system") || name.startsWith("tick");
        }
        return name.equals("now")
                && Stream.of(
                                Instant.class,
                                LocalDate.class,
                                LocalTime.class,
                                LocalDateTime.class,
                                OffsetDateTime.class,
                                ZonedDateTime.class)
                        .anyMatch(type -> isOn(call, type));
    }

    private static boolean sleeps(JavaCall<?> call) {
        String name = call.getName();
        boolean thread = isOn(call, Thread.class) || isOn(call, TimeUnit.class);
        boolean parks = isOn(call, LockSupport.class) && name.startsWith("park");
        boolean waits = call.getTarget().getOwner().isEquivalentTo(Object.class) && name.equals("wait");
        return (thread && name.equals("sleep")) || parks || waits;
    }

    private static boolean makesThreads(JavaCall<?> call) {
        String name = call.getName();
        boolean thread = isOn(call, Thread.class) || isOn(call, Timer.class) || isOn(call, ExecutorService.class);
        boolean future = isOn(call, CompletableFuture.class) && onTheCommonPool(call, name);
        return (thread && name.equals("<init>")) || isOn(call, Executors.class) || future;
    }

    private static boolean onTheCommonPool(JavaCall<?> call, String name) {
        boolean asynchronous = name.endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Executor.class));
        return asynchronous
                || Set.of("orTimeout", "completeOnTimeout", "delayedExecutor").contains(name);
    }

    private static boolean isOn(JavaCall<?> call, Class<?> owner) {
        return call.getTarget().getOwner().isAssignableTo(owner);
    }

    private static DescribedPredicate<JavaCall<?>> target(String description, Class<?> owner, int parameters) {
        return describe(
                description,
                call -> isOn(call, owner)
                        && call.getTarget().getRawParameterTypes().size() == parameters);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** In one of these packages, given as patterns or as groups of patterns. */
    private static DescribedPredicate<JavaClass> in(Object... groups) {
        String[] packages = Stream.of(groups)
                .flatMap(group -> group instanceof String[] many ? Stream.of(many) : Stream.of((String) group))
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
