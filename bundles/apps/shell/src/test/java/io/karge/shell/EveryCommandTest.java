package io.karge.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.ocpp.types.VariableType;
import io.karge.routes.RouteTable;
import io.karge.runtime.AuthorizationView;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.PortOwner;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import io.karge.security.MasterKey;
import io.karge.shell.table.Lines;
import io.karge.storage.MemoryStore;
import io.karge.storage.Store;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all commands of this bundle, also for those that are written later. */
class EveryCommandTest {
    private static final String LONG = "0123456789abcdef".repeat(3);
    private static final String PROSE =
            "a sentence of many words that nobody has bounded ".repeat(6).strip();

    /** The commands that the design names in the scopes of this bundle. */
    private static final List<String> DESIGNED = List.of(
            "driver:info",
            "driver:list",
            "driver:use",
            "karge:backup",
            "karge:doctor",
            "karge:info",
            "karge:problems",
            "route:info",
            "route:list",
            "station:certificates",
            "station:connect",
            "station:discard",
            "station:disconnect",
            "station:factory-reset",
            "station:info",
            "station:list",
            "station:logs",
            "station:messages",
            "station:present-token",
            "station:queue",
            "station:restart",
            "station:set-variable",
            "station:stop",
            "station:transactions",
            "station:variables");

    private final FakeGateway gateway = new FakeGateway();
    private final VirtualTime time = new VirtualTime();
    private final Map<Class<?>, Object> services = Map.of(
            Gateway.class,
            gateway,
            RouteTable.class,
            (RouteTable) () -> List.of(new RouteTable.RouteView(
                    "hardware-commands-" + LONG,
                    "station://" + LONG + "/commands",
                    "started",
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    12,
                    350,
                    Stations.AT)),
            Store.class,
            new MemoryStore(time.computing(), time),
            MasterKey.class,
            new KargeCommandsTest.Keys());

    @BeforeEach
    void fillWithLongNames() {
        Problem problem = new Problem(Stations.AT, PROSE, PROSE, PROSE);
        gateway.stations.add(new StationView(
                LONG,
                LONG,
                PROSE,
                "connecting",
                Stations.AT,
                "Accepted",
                1,
                3,
                List.of(new StationView.NetworkProfile(1, "wss://" + LONG.repeat(4), 3, true, PROSE)),
                "missing",
                IntStream.rangeClosed(1, 8)
                        .mapToObj(evse ->
                                new StationView.Evse(evse, List.of(new StationView.Connector(1, "Unavailable")), LONG))
                        .toList(),
                List.of(new StationView.Transaction(
                        LONG, 8, "SuspendedEVSE", Stations.AT, Long.MAX_VALUE, 100_000, PROSE, PROSE)),
                new StationView.Queue(100_000, Stations.AT, PROSE),
                List.of(new StationView.Hold(LONG, 8, PROSE, List.of("REFUSES_SESSIONS", "SHOWN_UNAVAILABLE"))),
                List.of("advanced-security", "remote-control", "transactions"),
                List.of(problem, problem),
                "wss://" + LONG.repeat(4),
                new StationView.Equipment(
                        "modbus-tcp://" + LONG.repeat(3), LONG, LONG, LONG, List.of(new StationView.Meter(8, LONG)))));
        gateway.problems = List.of(problem);
        gateway.messages = List.of(
                new LoggedMessage(Long.MAX_VALUE, Stations.AT, "out", "CALLERROR", LONG, LONG, LONG.repeat(50)));
        gateway.variables = List.of(ReportDataType.of(
                ComponentType.of("SecurityEventComponent".repeat(2)).withInstance(LONG),
                VariableType.of("NetworkConfigurationPriority").withInstance(LONG),
                List.of(VariableAttributeType.of().withValue(LONG.repeat(20)))));
        gateway.discarded =
                List.of(new Gateway.Discarded(Stations.AT, "TransactionEvent", PROSE, 3, PROSE, LONG, "{}"));
        gateway.drivers = List.of(new Gateway.DriverView(
                LONG, LONG, true, PROSE, PROSE, 8, "io.karge.driver." + LONG, "mvn:io.karge/" + LONG, List.of(LONG)));
        gateway.authorization = new AuthorizationView(
                true,
                false,
                List.of(new AuthorizationView.Token(
                        LONG, "ConcurrentTx", LONG, List.of(1, 2, 3, 4), Stations.AT, Stations.AT, false)),
                List.of(new AuthorizationView.Refusal(Stations.AT, 8, LONG, PROSE, PROSE)));
        gateway.certificates = new CertificatesView(
                List.of(new CertificatesView.Certificate(
                        CertificatesView.Use.MANUFACTURER_ROOT,
                        "CN=" + PROSE,
                        "CN=" + PROSE,
                        LONG,
                        Stations.AT,
                        Stations.AT,
                        "not yet valid",
                        LONG)),
                new CertificatesView.Request(PROSE, "PEM"));
    }

    @Test
    void everythingThatTheDesignNamesIsThere() throws Exception {
        assertThat(commands().keySet()).containsAll(DESIGNED);
    }

    @Test
    void everyCommandOfTheDesignSpeaksJson() throws Exception {
        List<String> without = commands().entrySet().stream()
                .filter(command -> DESIGNED.contains(command.getKey()) && json(command.getValue()) == null)
                .map(Map.Entry::getKey)
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void everyCommandSaysWhatItIsForAndWhatItIsGiven() throws Exception {
        List<String> silent = new ArrayList<>();
        commands().forEach((name, type) -> {
            if (type.getAnnotation(Command.class).description().length() < 15) {
                silent.add(name);
            }
            fields(type).forEach(field -> {
                if ((field.isAnnotationPresent(Argument.class)
                                && field.getAnnotation(Argument.class)
                                        .description()
                                        .isBlank())
                        || (field.isAnnotationPresent(Option.class)
                                && field.getAnnotation(Option.class)
                                        .description()
                                        .isBlank())) {
                    silent.add(name + " " + field.getName());
                }
            });
        });

        assertThat(silent).isEmpty();
    }

    /** What stands for something that the gateway knows can be chosen; a free text, a new file and a number cannot. */
    @Test
    void everythingThatTheGatewayKnowsIsCompleted() throws Exception {
        List<String> uncompleted = new ArrayList<>();
        List<String> known = List.of(
                "station", "evse", "component", "variable", "driver", "version", "route", "--evse", "--component");
        commands().forEach((name, type) -> fields(type)
                .filter(field -> !field.isAnnotationPresent(Completion.class))
                .map(EveryCommandTest::name)
                .filter(known::contains)
                .forEach(field -> uncompleted.add(name + " " + field)));

        assertThat(uncompleted).isEmpty();
    }

    @Test
    void everyTableFitsAHundredColumns() throws Exception {
        Map<String, String> printed = new TreeMap<>();
        for (Map.Entry<String, Class<? extends Action>> command : commands().entrySet()) {
            if (json(command.getValue()) != null) {
                for (boolean refused : new boolean[] {false, true}) {
                    printed.merge(command.getKey(), printed(command.getValue(), refused), String::concat);
                }
            }
        }
        List<String> wide = printed.entrySet().stream()
                .flatMap(one -> one.getValue().lines().map(line -> one.getKey() + "|" + line))
                .filter(line -> line.length() - line.indexOf('|') - 1 > Lines.WIDTH)
                .toList();

        assertThat(wide).isEmpty();
        assertThat(printed.get("station:list")).contains("Station id", "! " + LONG);
        assertThat(printed.get("karge:doctor")).contains("Looked at", "! station " + LONG);
        assertThat(printed.get("station:info").replaceAll("[^0-9a-f]", "")).contains(LONG.repeat(2));
        assertThat(printed.get("authorization:list")).contains("Token", "Why");
    }

    /** What a command prints that is given what it needs; one that refuses in the end has printed before. */
    private String printed(Class<? extends Action> type, boolean refused) throws Exception {
        Action command = type.getDeclaredConstructor().newInstance();
        for (Field field : fields(type).toList()) {
            field.setAccessible(true);
            if (services.containsKey(field.getType()) && field.isAnnotationPresent(Reference.class)) {
                field.set(command, services.get(field.getType()));
            } else if (field.getGenericType().getTypeName().contains(HealthCheck.class.getName())) {
                field.set(command, List.of());
            } else if (field.getGenericType().getTypeName().contains(PortOwner.class.getName())) {
                field.set(command, List.of((PortOwner) () -> List.of(new PortOwner.Port(LONG, LONG, 65535, false))));
            } else if (field.isAnnotationPresent(Argument.class) && field.getType() == String.class) {
                field.set(command, argument(name(field)));
            } else if (name(field).equals("--force")) {
                field.setBoolean(command, true);
            } else if (name(field).equals("--refused")) {
                field.setBoolean(command, refused);
            }
        }
        return Console.run(new Action() {
            @Override
            public @Nullable Object execute() throws Exception {
                try {
                    return command.execute();
                } catch (CommandException e) {
                    return null;
                }
            }
        });
    }

    private static String argument(String name) {
        return switch (name) {
            case "route" -> "hardware-commands-" + LONG;
            case "file" -> "no-such-folder/" + LONG;
            default -> LONG;
        };
    }

    private static @Nullable Field json(Class<?> type) {
        return fields(type)
                .filter(field -> name(field).equals("--json"))
                .findFirst()
                .orElse(null);
    }

    private static String name(Field field) {
        if (field.isAnnotationPresent(Argument.class)) {
            return field.getAnnotation(Argument.class).name();
        }
        return field.isAnnotationPresent(Option.class)
                ? field.getAnnotation(Option.class).name()
                : "";
    }

    private static Stream<Field> fields(Class<?> type) {
        return type == null
                ? Stream.of()
                : Stream.concat(Stream.of(type.getDeclaredFields()), fields(type.getSuperclass()));
    }

    /** As the bundle finds them: by their names. */
    private static Map<String, Class<? extends Action>> commands() throws Exception {
        Path folder = Path.of(StationListCommand.class
                        .getResource("StationListCommand.class")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Command.class"))
                    .map(file -> type(file.substring(0, file.length() - ".class".length())))
                    .filter(type -> type.isAnnotationPresent(Command.class))
                    .collect(Collectors.toMap(
                            type -> type.getAnnotation(Command.class).scope() + ":"
                                    + type.getAnnotation(Command.class).name(),
                            type -> type,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static Class<? extends Action> type(String name) {
        try {
            return Class.forName("io.karge.shell." + name).asSubclass(Action.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
