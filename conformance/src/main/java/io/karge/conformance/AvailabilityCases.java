package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cases of functional block G. What the levels of ChangeAvailability share is written once, with the EVSE or
 * connector in question, null for the station. The post scenario validation that a report has been received for all
 * connectors means those that the case addresses: each is waited for.
 */
public final class AvailabilityCases {

    /** A connector becomes Occupied: G01.FR.03. */
    @TestCase("TC_G_01_CS")
    public void availableToOccupied(Bench bench) {
        bench.states().evConnectedPreSession();
    }

    /** A connector becomes Available: G01.FR.04. */
    @TestCase("TC_G_02_CS")
    public void occupiedToAvailable(Bench bench) {
        bench.states().evConnectedPreSession();
        bench.station().unplug(bench.evseId());
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Available);
    }

    @TestCase("TC_G_03_CS")
    public void evseOperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(evse(bench));
    }

    @TestCase("TC_G_05_CS")
    public void stationOperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(null);
    }

    @TestCase("TC_G_07_CS")
    public void connectorOperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(connector(bench));
    }

    @TestCase("TC_G_09_CS")
    public void evseOperativeToOperative(Bench bench) {
        change(bench, OperationalStatusEnumType.Operative, evse(bench));
        bench.connectors()
                .of(bench.evseId())
                .forEach(c -> bench.mayFollow(bench.connectors().reports(c, ConnectorStatusEnumType.Available)));
    }

    @TestCase("TC_G_12_CS")
    public void stationOperativeToOperative(Bench bench) {
        change(bench, OperationalStatusEnumType.Operative, null);
        awaitConnectors(bench, "post scenario", null, ConnectorStatusEnumType.Available);
    }

    @TestCase("TC_G_15_CS")
    public void connectorOperativeToOperative(Bench bench) {
        change(bench, OperationalStatusEnumType.Operative, connector(bench));
        awaitConnectors(bench, "post scenario", connector(bench), ConnectorStatusEnumType.Available);
    }

    @TestCase("TC_G_04_CS")
    public void evseInoperativeToOperative(Bench bench) {
        inoperativeToOperative(bench, evse(bench));
    }

    @TestCase("TC_G_06_CS")
    public void stationInoperativeToOperative(Bench bench) {
        inoperativeToOperative(bench, null);
    }

    @TestCase("TC_G_08_CS")
    public void connectorInoperativeToOperative(Bench bench) {
        inoperativeToOperative(bench, connector(bench));
    }

    @TestCase("TC_G_10_CS")
    public void evseInoperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(evse(bench));
        change(bench, OperationalStatusEnumType.Inoperative, evse(bench));
        awaitConnectors(bench, "post scenario", evse(bench), ConnectorStatusEnumType.Unavailable);
    }

    @TestCase("TC_G_13_CS")
    public void stationInoperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(null);
        change(bench, OperationalStatusEnumType.Inoperative, null);
        awaitConnectors(bench, "step 3", null, ConnectorStatusEnumType.Unavailable);
    }

    @TestCase("TC_G_16_CS")
    public void connectorInoperativeToInoperative(Bench bench) {
        bench.stationStates().unavailable(connector(bench));
        change(bench, OperationalStatusEnumType.Inoperative, connector(bench));
        awaitConnectors(bench, "post scenario", connector(bench), ConnectorStatusEnumType.Unavailable);
    }

    @TestCase("TC_G_11_CS")
    public void evseWithOngoingTransaction(Bench bench) {
        scheduled(bench, evse(bench));
        finish(bench, 4);
    }

    /** The EVSEs without a transaction go out of service at once: G04.FR.05, G04.FR.06. */
    @TestCase("TC_G_14_CS")
    public void stationWithOngoingTransaction(Bench bench) {
        scheduled(bench, null);
        bench.connectors().all().stream()
                .filter(c -> c.evseId() != bench.evseId())
                .forEach(c -> bench.connectors()
                        .await("step 3", c.evseId(), c.connectorId(), ConnectorStatusEnumType.Unavailable));
        finish(bench, 6);
    }

    @TestCase("TC_G_17_CS")
    public void connectorWithOngoingTransaction(Bench bench) {
        scheduled(bench, connector(bench));
        finish(bench, 4);
    }

    /** Of the state Unavailable only the configured EVSE is meant: the others are Available in step 3. */
    @TestCase("TC_G_18_CS")
    public void evseStatePersistsAcrossReboot(Bench bench) {
        EVSEType evse = evse(bench);
        bench.stationStates().unavailable(evse);
        change(bench, OperationalStatusEnumType.Inoperative, evse);
        awaitConnectors(bench, "step 3", evse, ConnectorStatusEnumType.Unavailable);
        bench.connectors().all().stream().filter(c -> c.evseId() != evse.id()).forEach(c -> bench.connectors()
                .cameOf("step 3", c, ConnectorStatusEnumType.Available));
        bench.station().powerCycle();
        bench.stationStates().bootNotification("step 5, Booted, step 3");
        awaitAllAfterBoot(bench, "step 5, Booted, step 5", evse);
        bench.stationStates().securityEvent("step 5, Booted, step 7");
    }

    @TestCase("TC_G_19_CS")
    public void connectorStatePersistsAcrossReboot(Bench bench) {
        persistsAcrossReset(bench, connector(bench));
    }

    @TestCase("TC_G_21_CS")
    public void stationStatePersistsAcrossReboot(Bench bench) {
        persistsAcrossReset(bench, null);
    }

    private static void persistsAcrossReset(Bench bench, @Nullable EVSEType evse) {
        bench.stationStates().unavailable(evse);
        bench.stationStates().booting();
        bench.stationStates().bootNotification("step 2");
        awaitAllAfterBoot(bench, "step 4", evse);
        bench.stationStates().securityEvent("step 6");
    }

    /** All connectors are reported: Unavailable what the level covers, Available the others. */
    private static void awaitAllAfterBoot(Bench bench, String step, @Nullable EVSEType evse) {
        bench.connectors()
                .awaitEach(
                        step,
                        (evseId, connectorId) -> Set.of(
                                covers(evse, evseId, connectorId)
                                        ? ConnectorStatusEnumType.Unavailable
                                        : ConnectorStatusEnumType.Available));
    }

    private static boolean covers(@Nullable EVSEType level, int evseId, int connectorId) {
        return level == null
                || (level.id() == evseId && (level.connectorId() == null || level.connectorId() == connectorId));
    }

    private static void inoperativeToOperative(Bench bench, @Nullable EVSEType evse) {
        bench.stationStates().unavailable(evse);
        change(bench, OperationalStatusEnumType.Operative, evse);
        awaitConnectors(bench, "step 3", evse, ConnectorStatusEnumType.Available);
    }

    /** A transaction runs, and goes on when the CSMS wants its EVSE inoperative. */
    private static void scheduled(Bench bench, @Nullable EVSEType evse) {
        bench.states().energyTransferStarted();
        bench.stationStates()
                .changeAvailability(
                        "step 2",
                        OperationalStatusEnumType.Inoperative,
                        evse,
                        ChangeAvailabilityStatusEnumType.Scheduled);
    }

    /**
     * The transaction is stopped and the vehicle goes, a state at a time; the state that ends the transaction takes the
     * EVSE's connectors out of service, and no state before it does.
     *
     * @param step the step of the reports after StopAuthorized; those after the other states are three steps apart
     */
    private static void finish(Bench bench, int step) {
        ReusableStates states = bench.states();
        bench.connectors().none("before the transaction ends");
        boolean reported = whenEnded(bench, step, false, () -> states.stopAuthorized(Authorization.LOCAL));
        reported = whenEnded(bench, step + 3, reported, states::evConnectedPostSession);
        reported = whenEnded(bench, step + 6, reported, states::evDisconnectedWhileUnavailable);
        reported = whenEnded(bench, step + 9, reported, states::parkingBayUnoccupied);
        Checks.that("step " + (step + 8) + ": the transaction", reported, "it has ended", states.events());
    }

    private static boolean whenEnded(Bench bench, int step, boolean reported, Runnable state) {
        state.run();
        if (reported || !bench.states().isEnded()) {
            return reported;
        }
        bench.connectors().of(bench.evseId()).forEach(c -> bench.connectors()
                .awaitAfter("step " + step, bench.states().lastOrder(), c, ConnectorStatusEnumType.Unavailable));
        return true;
    }

    private static void change(Bench bench, OperationalStatusEnumType wanted, @Nullable EVSEType evse) {
        bench.stationStates().changeAvailability("step 2", wanted, evse, ChangeAvailabilityStatusEnumType.Accepted);
    }

    private static void awaitConnectors(
            Bench bench, String step, @Nullable EVSEType evse, ConnectorStatusEnumType expected) {
        bench.stationStates().awaitConnectors(step, evse, expected);
    }

    private static EVSEType evse(Bench bench) {
        return EVSEType.of(bench.evseId());
    }

    private static EVSEType connector(Bench bench) {
        return evse(bench).withConnectorId(bench.connectorId());
    }
}
