package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.driver.StationModel;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.EventDataType;
import io.karge.ocpp.types.EventTriggerEnumType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What the station reports of its connectors. Part 6 takes a StatusNotification or a NotifyEvent of the connector's
 * AvailabilityState alike, and so does this.
 */
public final class Connectors {
    private final StationModel model;
    private final TestCsms csms;
    private long latest = -1;

    /** One connector of the station. */
    public record Connector(int evseId, int connectorId) {
        @Override
        public String toString() {
            return evseId + "." + connectorId;
        }
    }

    private record Report(Connector connector, String status, boolean delta) {}

    Connectors(StationModel model, TestCsms csms) {
        this.model = model;
        this.csms = csms;
    }

    /** The connectors that the station has. */
    public List<Connector> all() {
        return model.evses().stream()
                .flatMap(evse -> evse.connectors().stream().map(c -> new Connector(evse.evseId(), c.connectorId())))
                .toList();
    }

    /** The connectors of an EVSE. */
    public List<Connector> of(int evseId) {
        return all().stream().filter(c -> c.evseId() == evseId).toList();
    }

    /** The next report of this connector comes and has one of these statuses. */
    public void await(String step, int evseId, int connectorId, ConnectorStatusEnumType... expected) {
        await(step, new Connector(evseId, connectorId), Set.of(expected));
    }

    /** As {@link #await(String, int, int, ConnectorStatusEnumType...)}, for a report that comes after another message. */
    public void awaitAfter(String step, long order, Connector connector, ConnectorStatusEnumType... expected) {
        cameBefore(step + ", too early", order, c -> c.equals(connector));
        await(step, connector, Set.of(expected));
    }

    /** The next report of each connector comes and has this status; reports name no EVSE or connector 0. */
    public void awaitAll(String step, ConnectorStatusEnumType expected) {
        awaitEach(step, (evseId, connectorId) -> Set.of(expected));
    }

    /** The next report of each connector comes and has one of the statuses expected for it. */
    public void awaitEach(String step, BiFunction<Integer, Integer, Set<ConnectorStatusEnumType>> expected) {
        all().forEach(c -> await(step, c, expected.apply(c.evseId(), c.connectorId())));
        foreign().ifPresent(request -> Checks.fail(step + ": a connector of the station", all(), request));
    }

    /** Nothing is reported of any connector within a silence. */
    public void none(String step) {
        csms.none(step + ": reports of connectors", OcppRequest.class, request -> report(request)
                .isPresent());
    }

    /** The reports that came before the message of this order and were not taken have one of these statuses; takes them. */
    public void cameBefore(String step, long order, ConnectorStatusEnumType... allowed) {
        cameBefore(step, order, any -> true, allowed);
    }

    private void cameBefore(String step, long order, Predicate<Connector> which, ConnectorStatusEnumType... allowed) {
        csms.cameBefore(order, OcppRequest.class, request -> report(request)
                        .filter(r -> which.test(r.connector()))
                        .isPresent())
                .forEach(received -> check(step, report(received.request()).orElseThrow(), Set.of(allowed)));
    }

    /** The reports of this connector that have come and were not taken have one of these statuses; takes them. */
    public void cameOf(String step, Connector connector, ConnectorStatusEnumType... allowed) {
        csms.came(OcppRequest.class, request -> report(request)
                        .filter(r -> r.connector().equals(connector))
                        .isPresent())
                .forEach(received -> check(step, report(received.request()).orElseThrow(), Set.of(allowed)));
    }

    private void await(String step, Connector connector, Set<ConnectorStatusEnumType> expected) {
        Received<OcppRequest> received = csms.await(
                step + ": a report (StatusNotification or NotifyEvent) of connector " + connector,
                OcppRequest.class,
                any -> report(any).filter(r -> r.connector().equals(connector)).isPresent());
        latest = Math.max(latest, received.order());
        check(step, report(received.request()).orElseThrow(), expected);
    }

    /** The reports that were awaited so far came before this message, which a later step asks for. */
    void wereBefore(String step, Received<?> message) {
        Checks.that(
                step + ": reports of connectors", latest < message.order(), "all of them before", message.request());
    }

    private static void check(String step, Report report, Set<ConnectorStatusEnumType> expected) {
        Checks.oneOf(
                step + ": status of connector " + report.connector(),
                report.status(),
                expected.stream().map(ConnectorStatusEnumType::wire).toList());
        Checks.that(step + ": trigger of the NotifyEvent", report.delta(), "Delta", report);
    }

    /** A report of something that is no connector of the station. */
    private Optional<OcppRequest> foreign() {
        List<Connector> known = all();
        return csms
                .came(OcppRequest.class, request -> report(request)
                        .filter(r -> !known.contains(r.connector()))
                        .isPresent())
                .stream()
                .map(received -> received.request())
                .findFirst();
    }

    /** The reports that say of this connector that it has one of these statuses. */
    public Predicate<OcppRequest> reports(Connector connector, ConnectorStatusEnumType... statuses) {
        List<String> names =
                Arrays.stream(statuses).map(ConnectorStatusEnumType::wire).toList();
        return request -> report(request)
                .filter(r -> r.connector().equals(connector) && names.contains(r.status()))
                .isPresent();
    }

    /** Whether a request reports the availability of a connector. */
    static boolean isReport(OcppRequest request) {
        return report(request).isPresent();
    }

    private static Optional<Report> report(OcppRequest request) {
        if (request instanceof StatusNotificationRequest status) {
            return Optional.of(new Report(
                    new Connector(status.evseId(), status.connectorId()),
                    status.connectorStatus().wire(),
                    true));
        }
        return request instanceof NotifyEventRequest event
                ? report(event.eventData().get(0))
                : Optional.empty();
    }

    private static Optional<Report> report(EventDataType event) {
        EVSEType evse = event.component().evse();
        if (evse == null
                || evse.connectorId() == null
                || !event.component().name().equals("Connector")
                || !event.variable().name().equals("AvailabilityState")) {
            return Optional.empty();
        }
        return Optional.of(new Report(
                new Connector(evse.id(), evse.connectorId()),
                event.actualValue(),
                event.trigger() == EventTriggerEnumType.Delta));
    }

    /** The statuses as a set, for {@link #awaitEach}. */
    public static Set<ConnectorStatusEnumType> anyOf(ConnectorStatusEnumType... statuses) {
        return Set.copyOf(Arrays.asList(statuses));
    }
}
