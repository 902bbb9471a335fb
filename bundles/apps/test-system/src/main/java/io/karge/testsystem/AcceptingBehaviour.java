package io.karge.testsystem;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.ClearedChargingLimitRequest;
import io.karge.ocpp.messages.ClearedChargingLimitResponse;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.GetCertificateStatusRequest;
import io.karge.ocpp.messages.GetCertificateStatusResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.LogStatusNotificationRequest;
import io.karge.ocpp.messages.LogStatusNotificationResponse;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.MeterValuesResponse;
import io.karge.ocpp.messages.NotifyChargingLimitRequest;
import io.karge.ocpp.messages.NotifyChargingLimitResponse;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.messages.NotifyCustomerInformationResponse;
import io.karge.ocpp.messages.NotifyDisplayMessagesRequest;
import io.karge.ocpp.messages.NotifyDisplayMessagesResponse;
import io.karge.ocpp.messages.NotifyEVChargingNeedsRequest;
import io.karge.ocpp.messages.NotifyEVChargingNeedsResponse;
import io.karge.ocpp.messages.NotifyEVChargingScheduleRequest;
import io.karge.ocpp.messages.NotifyEVChargingScheduleResponse;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.NotifyEventResponse;
import io.karge.ocpp.messages.NotifyMonitoringReportRequest;
import io.karge.ocpp.messages.NotifyMonitoringReportResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.messages.PublishFirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.PublishFirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.ReportChargingProfilesRequest;
import io.karge.ocpp.messages.ReportChargingProfilesResponse;
import io.karge.ocpp.messages.ReservationStatusUpdateRequest;
import io.karge.ocpp.messages.ReservationStatusUpdateResponse;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.GetCertificateStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.NotifyEVChargingNeedsStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.time.TimeSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Accepts every station and every token that is not blocked, keeps the stations' time and takes note of all that they
 * report. What needs more than a CSMS alone (a certificate authority, an OCSP responder, charging schedules) is refused
 * in the terms of its message, and Get15118EVCertificate, which has none for it, with NotSupported. Thread-safe.
 */
public final class AcceptingBehaviour implements CsmsBehaviour {
    private final TimeSource time;
    private final int heartbeatSeconds;
    private final Set<String> blockedTokens;
    private final Map<Class<?>, Function<OcppRequest, OcppResponse>> answers = new HashMap<>();

    /**
     * @param heartbeatSeconds the interval that stations are told
     * @param blockedTokens compared without regard to case, as identifiers of OCPP are
     */
    public AcceptingBehaviour(TimeSource time, int heartbeatSeconds, Set<String> blockedTokens) {
        this.time = time;
        this.heartbeatSeconds = heartbeatSeconds;
        this.blockedTokens = blockedTokens.stream()
                .map(token -> token.toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        answerDecisions();
        answerReports();
    }

    @Override
    public OcppResponse answer(String stationId, OcppRequest request) {
        Function<OcppRequest, OcppResponse> answer = answers.get(request.getClass());
        if (answer == null) {
            throw new UnsupportedOperationException(
                    "this CSMS does not answer " + request.action().wire());
        }
        return answer.apply(request);
    }

    private <Q extends OcppRequest> void on(Class<Q> type, Function<Q, OcppResponse> answer) {
        answers.put(type, request -> answer.apply(type.cast(request)));
    }

    /** The requests by which a station wants to know something. */
    private void answerDecisions() {
        on(
                BootNotificationRequest.class,
                boot -> BootNotificationResponse.of(
                        time.wallClock(), heartbeatSeconds, RegistrationStatusEnumType.Accepted));
        on(HeartbeatRequest.class, heartbeat -> HeartbeatResponse.of(time.wallClock()));
        on(AuthorizeRequest.class, authorize -> AuthorizeResponse.of(info(authorize.idToken())));
        on(TransactionEventRequest.class, this::noted);
        on(DataTransferRequest.class, data -> DataTransferResponse.of(DataTransferStatusEnumType.UnknownVendorId));
        on(SignCertificateRequest.class, csr -> SignCertificateResponse.of(GenericStatusEnumType.Rejected));
        on(
                GetCertificateStatusRequest.class,
                ocsp -> GetCertificateStatusResponse.of(GetCertificateStatusEnumType.Failed));
        on(
                NotifyEVChargingNeedsRequest.class,
                needs -> NotifyEVChargingNeedsResponse.of(NotifyEVChargingNeedsStatusEnumType.Rejected));
        on(
                NotifyEVChargingScheduleRequest.class,
                schedule -> NotifyEVChargingScheduleResponse.of(GenericStatusEnumType.Accepted));
    }

    /** The requests of which a CSMS takes note, and no more. */
    private void answerReports() {
        on(ClearedChargingLimitRequest.class, report -> ClearedChargingLimitResponse.of());
        on(FirmwareStatusNotificationRequest.class, report -> FirmwareStatusNotificationResponse.of());
        on(LogStatusNotificationRequest.class, report -> LogStatusNotificationResponse.of());
        on(MeterValuesRequest.class, report -> MeterValuesResponse.of());
        on(NotifyChargingLimitRequest.class, report -> NotifyChargingLimitResponse.of());
        on(NotifyCustomerInformationRequest.class, report -> NotifyCustomerInformationResponse.of());
        on(NotifyDisplayMessagesRequest.class, report -> NotifyDisplayMessagesResponse.of());
        on(NotifyEventRequest.class, report -> NotifyEventResponse.of());
        on(NotifyMonitoringReportRequest.class, report -> NotifyMonitoringReportResponse.of());
        on(NotifyReportRequest.class, report -> NotifyReportResponse.of());
        on(PublishFirmwareStatusNotificationRequest.class, report -> PublishFirmwareStatusNotificationResponse.of());
        on(ReportChargingProfilesRequest.class, report -> ReportChargingProfilesResponse.of());
        on(ReservationStatusUpdateRequest.class, report -> ReservationStatusUpdateResponse.of());
        on(SecurityEventNotificationRequest.class, report -> SecurityEventNotificationResponse.of());
        on(StatusNotificationRequest.class, report -> StatusNotificationResponse.of());
    }

    private TransactionEventResponse noted(TransactionEventRequest event) {
        TransactionEventResponse response = TransactionEventResponse.of();
        return event.idToken() == null ? response : response.withIdTokenInfo(info(event.idToken()));
    }

    private IdTokenInfoType info(IdTokenType token) {
        return IdTokenInfoType.of(
                blockedTokens.contains(token.idToken().toUpperCase(Locale.ROOT))
                        ? AuthorizationStatusEnumType.Blocked
                        : AuthorizationStatusEnumType.Accepted);
    }
}
