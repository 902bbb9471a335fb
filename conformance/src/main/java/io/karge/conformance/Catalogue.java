package io.karge.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The test cases that the kit has. */
public final class Catalogue {
    private static final List<Class<?>> BLOCKS = List.of(
            PasswordCases.class,
            ServerCertificateCases.class,
            StationCertificateCases.class,
            SecurityProfileCases.class,
            NetworkProfileCases.class,
            ProvisioningCases.class,
            AuthorizationCases.class,
            AuthorizationCacheCases.class,
            OfflineAuthorizationCases.class,
            TransactionStartCases.class,
            TransactionStopCases.class,
            OfflineTransactionCases.class,
            TransactionDeliveryCases.class,
            TransactionStatusCases.class,
            RemoteControlCases.class,
            TriggerMessageCases.class,
            ResetCases.class,
            AvailabilityCases.class,
            MeterValuesCases.class,
            SmartChargingCases.class,
            RootCertificateCases.class,
            FirmwareCases.class,
            DiagnosticsCases.class,
            LogCases.class,
            DataTransferCases.class);

    private Catalogue() {}

    /** One case, ready to run. */
    public record Case(String id, Method method) {

        /** How the station connects; empty when it does not matter to the case. */
        public Optional<Connects> connects() {
            return Optional.ofNullable(method.getAnnotation(Connects.class));
        }

        /** Whether it can be run over each {@link TransferProtocol}. */
        boolean movesFiles() {
            return method.getDeclaringClass().isAnnotationPresent(MovesFiles.class);
        }

        /**
         * Runs the case.
         *
         * @throws AssertionError when the station does not do what the case asks for; the message names the step
         */
        public void run(Bench bench) {
            try {
                Object block =
                        method.getDeclaringClass().getDeclaredConstructor().newInstance();
                bench.prepare();
                method.invoke(block, bench);
                bench.finish();
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof AssertionError failed) {
                    throw failed;
                }
                if (e.getCause() instanceof CancellationException givenUp) {
                    throw givenUp;
                }
                throw new IllegalStateException(id + " broke: " + e.getCause(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(id + " cannot be run", e);
            }
        }
    }

    /** All cases, sorted by id. */
    public static List<Case> cases() {
        return BLOCKS.stream()
                .flatMap(block -> Arrays.stream(block.getMethods()))
                .filter(method -> method.isAnnotationPresent(TestCase.class))
                .map(method -> new Case(method.getAnnotation(TestCase.class).value(), method))
                .sorted(Comparator.comparing(Case::id))
                .toList();
    }

    /** The case with this id, empty when the kit does not have it yet. */
    public static Optional<Case> find(String caseId) {
        return cases().stream().filter(c -> c.id().equals(caseId)).findFirst();
    }
}
