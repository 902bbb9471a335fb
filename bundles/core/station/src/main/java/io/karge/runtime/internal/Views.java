package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.StationModel;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.security.AuditText;
import io.karge.station.ConnectorStates;
import io.karge.station.Holds.Held;
import io.karge.station.QueueState;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and programs see of a station. On the station's loop only. */
final class Views {
    private Views() {}

    static StationView of(
            StationConfig config,
            @Nullable StationModel model,
            StationHardware hardware,
            Optional<String> driverVersion,
            @Nullable StationCore runs,
            boolean connect,
            List<StationView.Problem> problems) {
        Optional<StationCore> running = Optional.ofNullable(runs);
        Optional<TransactionControl> control =
                running.flatMap(core -> core.ports().find(TransactionControl.class));
        WaitingEvents stored = control.isPresent()
                ? WaitingEvents.NONE
                : running.map(core -> WaitingEvents.of(
                                config.stationId(), core.state().stored()))
                        .orElse(WaitingEvents.NONE);
        StationView.Queue queue = queue(
                control.flatMap(TransactionControl::queue)
                        .map(waiting -> new StationView.Queue(waiting.length(), waiting.oldest()))
                        .orElse(stored.queue()),
                config.stationId(),
                running,
                connect);
        List<StationView.Transaction> active = control.isPresent()
                ? control.get().active().stream()
                        .map(info -> transaction(info, running, queue, control.get()))
                        .toList()
                : running.map(core -> core.transactions().all().stream()
                                .map(last -> transaction(last, stored))
                                .toList())
                        .orElse(List.of());
        return new StationView(
                config.stationId(),
                config.driver(),
                model == null ? null : model.vendor() + " " + model.model(),
                connection(running, connect),
                running.flatMap(StationCore::nextAttempt).orElse(null),
                running.flatMap(core -> core.lifeCycle().registration())
                        .map(RegistrationStatusEnumType::wire)
                        .orElse("none"),
                running.map(core -> core.slots().active()).orElse(NetworkSlots.SEEDED),
                running.flatMap(core -> core.slots().current())
                        .map(one -> one.profile().securityProfile())
                        .orElse(config.securityProfile()),
                running.map(Views::networkProfiles).orElse(List.of()),
                hardware.status().name().toLowerCase(Locale.ROOT),
                model == null ? List.of() : evses(model, running, active),
                active,
                queue,
                running.map(core -> core.holds().all().stream().map(Views::hold).toList())
                        .orElse(List.of()),
                running.map(core -> core.blocks().missing()).orElse(List.of()),
                problems,
                AuditText.address(running.flatMap(core -> core.slots().current())
                        .map(one -> one.profile().csmsUrl())
                        .orElse(config.csmsUrl().toString())),
                equipment(config, hardware, driverVersion));
    }

    private static StationView.Equipment equipment(
            StationConfig config, StationHardware hardware, Optional<String> driverVersion) {
        Optional<CabinetState> cabinet = hardware.cabinet();
        return new StationView.Equipment(
                AuditText.address(config.driverUri().toString()),
                driverVersion.orElse(null),
                cabinet.map(CabinetState::firmwareVersion)
                        .filter(text -> !text.isBlank())
                        .orElse(null),
                cabinet.map(CabinetState::serialNumber)
                        .filter(text -> !text.isBlank())
                        .orElse(null),
                hardware.evses().stream()
                        .filter(evse -> !evse.meter().serialNumber().isBlank())
                        .map(evse -> new StationView.Meter(
                                evse.evseId(), evse.meter().serialNumber()))
                        .toList());
    }

    private static List<StationView.NetworkProfile> networkProfiles(StationCore core) {
        int active = core.slots().active();
        return core.slots().configured().entrySet().stream()
                .map(entry -> new StationView.NetworkProfile(
                        entry.getKey(),
                        AuditText.address(entry.getValue().csmsUrl()),
                        entry.getValue().securityProfile(),
                        entry.getKey() == active,
                        core.selection()
                                .failure(entry.getKey())
                                .map(failure -> failure.at() + ": " + failure.why())
                                .orElse(null)))
                .toList();
    }

    /** With what it waits for: the first thing that stands in the way. */
    private static StationView.Queue queue(
            StationView.Queue queue, String stationId, Optional<StationCore> running, boolean connect) {
        return queue.length() == 0
                ? queue
                : new StationView.Queue(
                        queue.length(),
                        queue.oldest(),
                        running.map(core -> obstacle(core, stationId, connect))
                                .orElse("waiting for the station, which does not run"));
    }

    private static String obstacle(StationCore core, String stationId, boolean connect) {
        if (!core.stores()) {
            return "store takes nothing: what it does not hold does not leave";
        } else if (!core.lifeCycle().connected() && !connect) {
            return "the administrator has disconnected the station: station:connect " + stationId + " brings it back";
        } else if (!core.lifeCycle().connected()) {
            return "waiting for the connection to the CSMS"
                    + core.nextAttempt().map(due -> ", next attempt at " + due).orElse("");
        } else if (!core.lifeCycle().online()) {
            return "registration "
                    + core.lifeCycle()
                            .registration()
                            .map(RegistrationStatusEnumType::wire)
                            .orElse("not answered")
                    + ": waiting for the CSMS to accept the station";
        }
        return core.blocks().queues("transactions").stream()
                .filter(one -> one.length() > 0)
                .findFirst()
                .map(QueueState::text)
                .orElse("waiting for the block transactions, which is away");
    }

    private static String connection(Optional<StationCore> running, boolean connect) {
        if (running.map(core -> core.lifeCycle().connected()).orElse(false)) {
            return "online";
        }
        return connect && running.map(StationCore::isConnecting).orElse(false) ? "connecting" : "offline";
    }

    private static List<StationView.Evse> evses(
            StationModel model, Optional<StationCore> running, List<StationView.Transaction> active) {
        Optional<ConnectorStates> states = running.flatMap(core -> core.ports().find(ConnectorStates.class));
        return model.evses().stream()
                .map(evse -> new StationView.Evse(
                        evse.evseId(),
                        evse.connectors().stream()
                                .map(connector -> new StationView.Connector(
                                        connector.connectorId(),
                                        states.flatMap(port -> port.status(evse.evseId(), connector.connectorId()))
                                                .map(ConnectorStatusEnumType::wire)
                                                .orElse("Unavailable")))
                                .toList(),
                        active.stream()
                                .filter(transaction -> transaction.evseId() == evse.evseId())
                                .map(StationView.Transaction::transactionId)
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private static StationView.Hold hold(Held held) {
        return new StationView.Hold(
                held.owner(),
                held.evseId(),
                held.reason(),
                held.effects().stream().map(Enum::name).sorted().toList());
    }

    /** As it was told last, while its block is away. */
    private static StationView.Transaction transaction(RunningTransactions.Running last, WaitingEvents stored) {
        return new StationView.Transaction(
                last.transactionId(),
                last.evseId(),
                last.chargingState(),
                last.startedAt(),
                last.energyWh(),
                stored.of(last.transactionId()));
    }

    private static StationView.Transaction transaction(
            TransactionInfo info, Optional<StationCore> running, StationView.Queue queue, TransactionControl control) {
        return new StationView.Transaction(
                info.transactionId(),
                info.evseId(),
                info.chargingState().wire(),
                info.startedAt(),
                running.map(core -> core.transactions().energyWh(info)).orElse(info.energyWh()),
                info.queued(),
                info.queued() == 0
                        ? null
                        : "since " + control.oldest(info.transactionId()).orElse(queue.oldest()) + ", "
                                + queue.waiting(),
                info.suspended());
    }
}
