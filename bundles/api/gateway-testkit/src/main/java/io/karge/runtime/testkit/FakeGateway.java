package io.karge.runtime.testkit;

import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.runtime.AuthorizationView;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.FirmwareView;
import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.runtime.TransferView;
import io.karge.station.CertificateIssuance;
import io.karge.station.LogArchives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with the stations that a test gives it; keeps what it was asked to do. Its answers are there at once, and a
 * station that it was not given is unknown. For one thread.
 */
public final class FakeGateway implements Gateway {
    /** The stations that it has. */
    public final List<StationView> stations = new ArrayList<>();

    /** What they have counted and timed. */
    public final List<StationMeasurements> measurements = new ArrayList<>();

    /** What it was asked to do, in order, in words. */
    public final List<String> done = new ArrayList<>();

    /** The logins that it was told of, on any thread, in words. */
    public final BlockingQueue<String> logins = new LinkedBlockingQueue<>();

    /** The variables that were to be set. */
    public final List<SetVariableDataType> set = new ArrayList<>();

    /** How every factory reset goes. */
    public FactoryReset reset = FactoryReset.DONE;

    /** The factory resets that it was asked for. */
    public final List<ResetOrder> orders = new ArrayList<>();

    /** The messages of every station. */
    public List<LoggedMessage> messages = List.of();

    /** The variables of every station. */
    public List<ReportDataType> variables = List.of();

    /** What a factory reset of every station would lose. */
    public String undelivered = "";
    /** What every station has given up. */
    public List<Discarded> discarded = List.of();

    /** The drivers. */
    public List<DriverView> drivers = List.of();

    /** The problems of the gateway itself. */
    public List<StationView.Problem> problems = List.of();

    /** What every setting of a variable is answered with. */
    public SetVariableStatusEnumType setVariableStatus = SetVariableStatusEnumType.Accepted;
    /** Why it is that; null when there is nothing to say. */
    public @Nullable StatusInfoType setVariableInfo;

    /** What every station knows of tokens. */
    public AuthorizationView authorization = AuthorizationView.NONE;

    /** The certificates of every station. */
    public CertificatesView certificates = new CertificatesView(List.of(), null);

    /** The files that are being moved. */
    public List<TransferView> transfers = List.of();

    /** The firmware of every station. */
    public FirmwareView firmware = new FirmwareView("3.0.0", true, null);

    /** What is in the archive of logs of every station. */
    public String archive = "an archive";

    /** Why no archive of logs can be made; null when it can. */
    public @Nullable String unwritable;

    /** Why no station takes a certificate; null when they do. */
    public @Nullable String certificateRefusal;

    /** Why no station takes a token into its cache; null when they do. */
    public @Nullable String uncacheable;

    /** What every call is answered with. */
    public CompletionStage<String> answer = CompletableFuture.completedFuture("{}");

    private final ProductView product = new ProductView(
            new StationModel(
                    "demo",
                    "Karge",
                    "Demo 1",
                    ".*",
                    ".*",
                    List.of(new StationModel.EvseModel(
                            1,
                            150_000,
                            0,
                            List.of(new StationModel.ConnectorModel(1, "cCCS2", true, false, 0, 500, 1000)),
                            new StationModel.MeterModel(true, true, true, false, false))),
                    new StationModel.ReaderModel(true, List.of(TokenType.ISO14443)),
                    1,
                    Set.of("AllowEnergy")),
            "{\"designation\":\"Demo\"}");

    @Override
    public List<String> stationIds() {
        return stations.stream().map(StationView::stationId).toList();
    }

    @Override
    public CompletionStage<List<StationView>> stations() {
        return CompletableFuture.completedFuture(List.copyOf(stations));
    }

    @Override
    public CompletionStage<List<StationMeasurements>> measurements() {
        return CompletableFuture.completedFuture(List.copyOf(measurements));
    }

    @Override
    public CompletionStage<StationView> station(String stationId) {
        return at(stationId, () -> stations.get(stationIds().indexOf(stationId)));
    }

    @Override
    public List<LoggedMessage> messages(String stationId, long after, int limit) {
        if (!stationIds().contains(stationId)) {
            throw new UnknownStationException(stationId, stationIds());
        }
        done.add("messages after " + after + " limit " + limit);
        return messages;
    }

    @Override
    public CompletionStage<ProductView> product(String stationId) {
        return at(stationId, () -> product);
    }

    @Override
    public CompletionStage<List<ReportDataType>> variables(String stationId, @Nullable String component) {
        return at(stationId, () -> {
            if (component != null
                    && variables.stream()
                            .noneMatch(one -> one.component().name().equals(component))) {
                throw new NoSuchElementException("station " + stationId + " has no component '" + component + "'");
            }
            done.add("variables of " + component);
            return variables;
        });
    }

    @Override
    public CompletionStage<SetVariableResultType> setVariable(String stationId, SetVariableDataType request) {
        return at(stationId, () -> {
            set.add(request);
            return SetVariableResultType.of(setVariableStatus, request.component(), request.variable())
                    .withAttributeStatusInfo(setVariableInfo);
        });
    }

    @Override
    public CompletionStage<AuthorizationView> authorization(String stationId) {
        return at(stationId, () -> authorization);
    }

    @Override
    public CompletionStage<Integer> clearAuthorizationCache(String stationId, String who) {
        return note(stationId, "clear by " + who)
                .thenApply(done -> authorization.tokens().size());
    }

    @Override
    public CompletionStage<CertificatesView> certificates(String stationId) {
        return at(stationId, () -> certificates);
    }

    @Override
    public void maintenanceLogin(String user, String origin, boolean accepted) {
        logins.add("'" + user + "' from " + origin + (accepted ? " accepted" : " failed"));
    }

    @Override
    public CompletionStage<String> requestCertificate(String stationId, CertificateIssuance.Key key, String who) {
        return note(stationId, "certificate request " + key + " by " + who).thenApply(done -> "a request");
    }

    @Override
    public CompletionStage<Void> importCertificate(String stationId, String chain, String who) {
        return certificateRefusal == null
                ? note(stationId, "certificate " + chain + " by " + who)
                : CompletableFuture.failedFuture(new IllegalArgumentException(certificateRefusal));
    }

    @Override
    public CompletionStage<LogArchives.Archive> logs(String stationId, LogEnumType log, Path file) {
        return note(stationId, "logs " + log).thenApply(noted -> {
            if (unwritable != null) {
                throw new IllegalStateException(unwritable);
            }
            try {
                Files.writeString(file, archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return new LogArchives.Archive(file, Files.size(file), List.of("messages.3.jsonl: too long"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public List<TransferView> transfers() {
        return transfers;
    }

    @Override
    public CompletionStage<FirmwareView> firmware(String stationId) {
        return at(stationId, () -> firmware);
    }

    @Override
    public CompletionStage<Void> cacheAuthorization(String stationId, IdTokenType idToken, IdTokenInfoType info) {
        return uncacheable == null
                ? note(stationId, "cache " + idToken + " " + info)
                : CompletableFuture.failedFuture(new IllegalStateException(uncacheable));
    }

    @Override
    public CompletionStage<Void> stop(String stationId, int evseId) {
        return note(stationId, "stop at EVSE " + evseId);
    }

    @Override
    public CompletionStage<Void> presentToken(String stationId, int evseId, IdTokenType idToken) {
        return note(stationId, idToken.type() + " " + idToken.idToken() + " at EVSE " + evseId);
    }

    @Override
    public CompletionStage<Void> restart(String stationId) {
        return note(stationId, "restart");
    }

    @Override
    public CompletionStage<FactoryReset> factoryReset(String stationId, ResetOrder order) {
        orders.add(order);
        return note(stationId, "factory-reset connect=" + order.connect() + " force=" + order.force())
                .thenApply(done -> reset);
    }

    @Override
    public CompletionStage<String> undelivered(String stationId) {
        return at(stationId, () -> undelivered);
    }

    @Override
    public CompletionStage<List<Discarded>> discarded(String stationId) {
        return at(stationId, () -> discarded);
    }

    /** To a file of the station's name. */
    @Override
    public CompletionStage<Optional<FactoryReset.Kept>> exportDiscarded(String stationId, String who) {
        return note(stationId, "export of discarded messages by " + who)
                .thenApply(noted -> discarded.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FactoryReset.Kept("copies/" + stationId + ".jsonl", discarded.size())));
    }

    @Override
    public CompletionStage<Void> discard(String stationId, String who) {
        return note(stationId, "discard by " + who);
    }

    /** There is one entry that cannot be read. */
    @Override
    public CompletionStage<Optional<FactoryReset.Kept>> discardUnreadable(String stationId, String who) {
        return note(stationId, "discard of what cannot be read by " + who)
                .thenApply(noted -> Optional.of(new FactoryReset.Kept("copies/" + stationId + ".jsonl", 1)));
    }

    @Override
    public CompletionStage<Void> connect(String stationId) {
        return note(stationId, "connect");
    }

    @Override
    public CompletionStage<Void> disconnect(String stationId) {
        return note(stationId, "disconnect");
    }

    @Override
    public CompletionStage<String> call(String stationId, String action, String payload) {
        done.add("call " + action + " " + payload);
        return at(stationId, () -> "").thenCompose(there -> answer);
    }

    @Override
    public void useDriver(String driver, @Nullable String version) {
        if (drivers.stream().noneMatch(one -> one.driver().equals(driver))) {
            throw new IllegalArgumentException("there is no driver '" + driver + "'");
        }
        done.add("use " + driver + " " + version);
    }

    @Override
    public List<DriverView> drivers() {
        return drivers;
    }

    @Override
    public List<StationView.Problem> problems() {
        return problems;
    }

    private CompletionStage<Void> note(String stationId, String what) {
        return at(stationId, () -> done.add(what + " of " + stationId)).thenAccept(noted -> {});
    }

    private <T> CompletionStage<T> at(String stationId, Supplier<T> there) {
        return stationIds().contains(stationId)
                ? CompletableFuture.completedFuture(stationId).thenApply(known -> there.get())
                : CompletableFuture.failedFuture(new UnknownStationException(stationId, stationIds()));
    }
}
