package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a case works with: the station, its CSMS, the reusable states and the values that Part 6 calls configured. One
 * per case, used by the case's thread.
 */
public final class Bench {
    private static final String BOOT = "general preconditions: the boot";

    private final StationUnderTest station;
    private final TestCsms csms;
    private final Configured configured;
    private final Variables variables;
    private final Certificates certificates;
    private final Connectors connectors;
    private final StationStates stationStates;
    private final Registers registers;
    private final RejectedRequests rejected;
    private final Contactors contactors;
    private final Set<String> claimed = new HashSet<>();
    private final Map<Integer, ReusableStates> states = new HashMap<>();
    private final List<Predicate<OcppRequest>> optional = new ArrayList<>();

    private TransferProtocol transfers = TransferProtocol.HTTP;
    private @Nullable FileServer files;
    private @Nullable Firmware firmware;

    private Bench(StationUnderTest station, TestCsms csms, Configured configured) {
        this.station = station;
        this.csms = csms;
        this.configured = configured;
        this.variables = new Variables(csms);
        this.certificates = new Certificates(csms);
        this.connectors = new Connectors(station.model(), csms);
        this.stationStates = new StationStates(this);
        this.registers = new Registers(station);
        this.rejected = new RejectedRequests(station, csms);
        this.contactors = new Contactors(station, csms);
        csms.watchCalls(rejected);
    }

    public static Bench of(StationUnderTest station, TestCsms csms) {
        return new Bench(station, csms, Configured.DEFAULT);
    }

    /**
     * The bench of a station that boots, once the general preconditions of Part 6 hold: accepted, idle, nothing left to
     * send. What it said until then belongs to no case.
     */
    static Bench settled(StationUnderTest station, TestCsms csms) {
        csms.awaitConnection("general preconditions");
        OcppRequest said = csms.next(BOOT, OcppRequest.class);
        while (!(said instanceof SecurityEventNotificationRequest)) {
            said = csms.next(BOOT, OcppRequest.class);
        }
        while (csms.optional(OcppRequest.class, request -> !Order.belongsToNoStep(request))
                .isPresent()) {
            // one more that a booting station says
        }
        return of(station, csms);
    }

    /** The contactors beside what the station says of them. */
    Contactors contactors() {
        return contactors;
    }

    public StationUnderTest station() {
        return station;
    }

    public TestCsms csms() {
        return csms;
    }

    /** The sockets that the station connects to, and the certificates; for a case that says {@link Connects}. */
    public Laboratory laboratory() {
        return station.laboratory();
    }

    public Configured configured() {
        return configured;
    }

    /** The device model by messages. */
    public Variables variables() {
        return variables;
    }

    /** The certificates by messages. */
    public Certificates certificates() {
        return certificates;
    }

    /** Files are moved by this protocol, where by HTTP otherwise. */
    Bench over(TransferProtocol protocol) {
        transfers = protocol;
        return this;
    }

    /** The laboratory's file server. Where it shows a certificate, its root is installed when it is first asked for. */
    FileServer files() {
        FileServer now = files;
        if (now == null) {
            now = FileServer.of(transfers);
            now.root()
                    .ifPresent(root ->
                            certificates.certificateInstalled(InstallCertificateUseEnumType.CSMSRootCertificate, root));
            files = now;
        }
        return now;
    }

    /** The firmware of the case, and what the station tells of its update. */
    public Firmware firmware() {
        Firmware now = firmware;
        if (now == null) {
            now = new Firmware(csms, certificates, station, files());
            firmware = now;
        }
        return now;
    }

    /** What the station reports of its connectors. */
    public Connectors connectors() {
        return connectors;
    }

    /** The reusable and memory states that concern the whole station. */
    public StationStates stationStates() {
        return stationStates;
    }

    /** The reusable states of a charging session, at the configured EVSE. */
    public ReusableStates states() {
        return states(configured.evseId());
    }

    /** The reusable states of a charging session at another EVSE; each has a card of its own. */
    public ReusableStates states(int evseId) {
        return states.computeIfAbsent(
                evseId,
                id -> new ReusableStates(
                        this, id == configured.evseId() ? configured : configured.at(id, card(id)), claimed));
    }

    private static IdTokenType card(int evseId) {
        IdTokenType card = Configured.DEFAULT.validIdToken();
        return IdTokenType.of(card.idToken() + "E" + evseId, card.type());
    }

    public int evseId() {
        return configured.evseId();
    }

    public int connectorId() {
        return configured.connectorId();
    }

    public IdTokenType validIdToken() {
        return configured.validIdToken();
    }

    /** What the station may send after the last step, and need not. */
    public void mayFollow(Predicate<OcppRequest> message) {
        optional.add(message);
    }

    /** Lets time pass. */
    public void pause(Duration howLong) {
        csms.pause(howLong);
    }

    /** The configuration that Part 6 wants before every case. */
    void prepare() {
        variables.configure("AuthCtrlr", "LocalPreAuthorize", "false");
    }

    /**
     * Asserts what holds for every case at its end: the general validations of Part 6, and our own.
     *
     * @throws AssertionError when one does not hold
     */
    void finish() {
        csms.none(
                "after the last step",
                OcppRequest.class,
                request -> !Order.belongsToNoStep(request) && optional.stream().noneMatch(may -> may.test(request)));
        csms.transactions().verify();
        Checks.that("after the last step: the connection", csms.isConnected(), "open", "closed by the station");
        new OwnValidations(csms.presence()).verify(csms.received());
        registers.verify(csms.received());
        rejected.verify();
        contactors.verify();
        Exchanges.verify(csms.transcript());
        var refused = csms.transcript().refused();
        Checks.that("general validation: messages that the CSMS had to refuse", refused.isEmpty(), "none", refused);
    }
}
