package io.karge.conformance.mutants;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Mutants {
    static final List<Mutant> ALL = Stream.of(
                    SecurityMutants.ALL,
                    CertificateMutants.ALL,
                    FirmwareMutants.ALL,
                    NetworkProfileMutants.ALL,
                    StationCertificateMutants.ALL,
                    ProvisioningMutants.ALL,
                    InventoryMutants.ALL,
                    VariableMutants.ALL,
                    ResetMutants.ALL,
                    AuthorizationMutants.ALL,
                    TransactionMutants.ALL,
                    TransactionStartMutants.ALL,
                    TransactionStopMutants.ALL,
                    OfflineMutants.ALL,
                    RemoteControlMutants.ALL,
                    TriggerMutants.ALL,
                    AvailabilityMutants.ALL,
                    MeterValuesMutants.ALL,
                    DataTransferMutants.ALL,
                    DiagnosticsMutants.ALL,
                    LogMutants.ALL,
                    ExchangeMutants.ALL,
                    ContactorMutants.ALL,
                    OwnMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}
}
