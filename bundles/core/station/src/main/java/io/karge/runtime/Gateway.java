package io.karge.runtime;

import io.karge.driver.StationModel;
import io.karge.failure.NameWords;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.station.CertificateIssuance;
import io.karge.station.LogArchives;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The stations of this gateway, for the applications that people and programs touch. An OSGi service; callable on any
 * thread, nothing blocks: what has to happen on a station's loop is posted there and comes back as a stage, which
 * fails with {@link UnknownStationException} when there is no such station.
 */
public interface Gateway {

    /** The ids of all stations, sorted: the configured ones, and those that were removed while transactions ran. */
    List<String> stationIds();

    CompletionStage<List<StationView>> stations();

    CompletionStage<StationView> station(String stationId);

    /** What each station that is configured has counted and timed. */
    CompletionStage<List<StationMeasurements>> measurements();

    /**
     * The latest messages of a station's raw log, oldest first.
     *
     * @param after only messages with a greater sequence number, those that come next; 0 for the latest
     * @param limit how many at most
     */
    List<LoggedMessage> messages(String stationId, long after, int limit);

    /**
     * The full inventory. Fails with a {@link NoSuchElementException} when the station has not the component.
     *
     * @param component whose alone, in any case of letters; null for all
     */
    CompletionStage<List<ReportDataType>> variables(String stationId, @Nullable String component);

    /** A SetVariables from inside; the answer is what the CSMS would get. */
    CompletionStage<SetVariableResultType> setVariable(String stationId, SetVariableDataType request);

    /** The tokens that the station knows, and those that it refused lately. */
    CompletionStage<AuthorizationView> authorization(String stationId);

    /**
     * Empties the station's authorization cache, in use or not; gives how many tokens were in it.
     *
     * @param who wants it, for the log
     */
    CompletionStage<Integer> clearAuthorizationCache(String stationId, String who);

    /**
     * Takes a token into the authorization cache as if the CSMS had said it. For test systems only; fails, saying why,
     * where it cannot be cached.
     */
    CompletionStage<Void> cacheAuthorization(String stationId, IdTokenType idToken, IdTokenInfoType info);

    /** The certificates of the station: the roots that it trusts, and its own. */
    CompletionStage<CertificatesView> certificates(String stationId);

    /**
     * Has the station make a key pair; gives the request for its certificate, PKCS#10 in PEM. What it asked for before counts
     * no more. Fails, saying why, where it can have none.
     *
     * @param key what key is made; the certificates that the station asks for by itself later are for such keys too
     * @param who wants it, for the security log
     */
    CompletionStage<String> requestCertificate(String stationId, CertificateIssuance.Key key, String who);

    /**
     * Gives the station the certificate that was issued on its request, and the authorities below the root, in PEM. Fails,
     * saying why, when it is not the right one.
     *
     * @param who brings it, for the security log
     */
    CompletionStage<Void> importCertificate(String stationId, String chain, String who);

    /**
     * Writes the archive that the CSMS can have uploaded (N01) into a file, which is there when the stage is done. Fails, saying
     * why, when there is such a file, when it cannot be written, or when the diagnostics block is not there.
     *
     * @param file absolute
     */
    CompletionStage<LogArchives.Archive> logs(String stationId, LogEnumType log, Path file);

    /** The files that are being moved for stations, or wait for their turn, in the order in which they were asked for. */
    List<TransferView> transfers();

    /** The firmware of the station, and how far the latest update of it is (L01). */
    CompletionStage<FirmwareView> firmware(String stationId);

    /**
     * As when the stop button of an EVSE is pressed; whether the transaction ends is the station's to decide. Fails, saying why,
     * when there is nothing to stop, or nobody who could.
     */
    CompletionStage<Void> stop(String stationId, int evseId);

    /**
     * As when a token is presented to the station's reader; the answer of the CSMS is not waited for. Fails, saying why, when it
     * can be no token, or nobody is there to ask.
     *
     * @param evseId the EVSE that is meant, 0 when the station is to choose
     */
    CompletionStage<Void> presentToken(String stationId, int evseId, IdTokenType idToken);

    /** Restarts the station's OCPP side with boot reason LocalReset. */
    CompletionStage<Void> restart(String stationId);

    /**
     * Back to the cfg and the product file, in every state of the station; done when the stage is. Fails, and changes
     * nothing, while the store takes nothing and, unless it is forced, while a transaction runs or messages have not
     * reached the CSMS: the message names them.
     */
    CompletionStage<FactoryReset> factoryReset(String stationId, ResetOrder order);

    /**
     * What a factory reset would lose now, in words: transactions that run and what the CSMS has not got. Empty when nothing
     * would be; of a station that does not run, that it is not known.
     */
    CompletionStage<String> undelivered(String stationId);

    /**
     * What blocks of the station have given up because the CSMS did not accept it, and kept (E13.FR.04); the oldest first. Also
     * of a station that was removed and is still listed.
     */
    CompletionStage<List<Discarded>> discarded(String stationId);

    /**
     * Moves what {@link #discarded} shows into a file beside those that a factory reset by force makes: it is shown no more,
     * and stands in no reset's way; a removed station of which nothing else is left is listed no more. Done when the file is on the disk.
     *
     * @param who wants it, for the security log
     * @return the file; empty when there was nothing to move
     */
    CompletionStage<Optional<FactoryReset.Kept>> exportDiscarded(String stationId, String who);

    /**
     * Gives up a station that was removed while transactions ran: all that is stored of it is deleted, and the CSMS
     * never hears of the ends of its transactions; what it has not got is kept as a copy, which the log names. Done when the stage is; fails for a station that is configured.
     *
     * @param who wants it, for the security log
     */
    CompletionStage<Void> discard(String stationId, String who);

    /**
     * Gives up what a station has stored and cannot be read, because the master key is lost that it was encrypted with: it is
     * deleted, and a copy of it, encrypted as it is, stays in a file beside those that a factory reset by force makes. What
     * was put aside with it and can be read comes back when the gateway starts next. Fails while the master key cannot be
     * used: nobody knows then what is lost.
     *
     * @param who wants it, for the security log
     * @return the file; empty when there was nothing to give up
     */
    CompletionStage<Optional<FactoryReset.Kept>> discardUnreadable(String stationId, String who);

    /**
     * Somebody has entered a maintenance interface of the gateway, or was not let in: a security event of all stations
     * (MaintenanceLoginAccepted, MaintenanceLoginFailed). Who comes often is told seldom.
     *
     * @param user as he called himself; empty where he did not
     * @param origin where he came from, such as an address
     */
    void maintenanceLogin(String user, String origin, boolean accepted);

    CompletionStage<Void> connect(String stationId);

    CompletionStage<Void> disconnect(String stationId);

    /**
     * Sends a request in the station's name and gives the CSMS's answer as JSON text of the payload. For test systems
     * only; it does not pass the functional blocks.
     */
    CompletionStage<String> call(String stationId, String action, String payload);

    /** What the station is: its hardware and the facts of its product, as its driver has them. */
    CompletionStage<ProductView> product(String stationId);

    /** The drivers that are installed. */
    List<DriverView> drivers();

    /** A problem that concerns the gateway as a whole, such as a refused cfg file. */
    List<StationView.Problem> problems();

    /**
     * A message that the CSMS did not accept.
     *
     * @param since when it was given up; null when an earlier release did
     * @param about which event of which transaction; empty of what is no event
     * @param attempts how often it was sent in vain
     * @param why how the last one ended
     * @param payload as JSON text
     */
    record Discarded(
            @Nullable Instant since,
            String action,
            String about,
            int attempts,
            String why,
            String messageId,
            String payload) {}

    /**
     * The product that a station is.
     *
     * @param facts the text of the driver's {@code product.json}, what it extends included
     */
    record ProductView(StationModel model, String facts) {}

    /**
     * An installed driver.
     *
     * @param version of what brought it
     * @param used whether stations use this one, of those with its id
     * @param bundle what brought it, for people
     * @param location what that was installed from
     * @param stations that use it
     */
    record DriverView(
            String driver,
            String version,
            boolean used,
            String vendor,
            String model,
            int evses,
            String bundle,
            String location,
            List<String> stations) {}

    /** Finds the driver of an id that is used. */
    default Optional<DriverView> driver(String driver) {
        return drivers().stream()
                .filter(one -> one.used() && one.driver().equals(driver))
                .findFirst();
    }

    /**
     * Uses this version of a driver from now on, over restarts too.
     *
     * @param version null for the newest
     * @throws IllegalArgumentException when there is no such driver or version; the message names those that there are
     */
    void useDriver(String driver, @Nullable String version);

    /** There is no station with this id. Names those that there are, ten at most. */
    final class UnknownStationException extends NoSuchElementException {
        private static final long serialVersionUID = 1L;

        public UnknownStationException(String stationId, List<String> known) {
            super("there is no station '" + stationId + "'; configured are " + NameWords.of(known));
        }
    }
}
