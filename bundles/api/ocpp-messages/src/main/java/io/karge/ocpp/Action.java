package io.karge.ocpp;

import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.CancelReservationRequest;
import io.karge.ocpp.messages.CancelReservationResponse;
import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.messages.CertificateSignedResponse;
import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.messages.ClearCacheRequest;
import io.karge.ocpp.messages.ClearCacheResponse;
import io.karge.ocpp.messages.ClearChargingProfileRequest;
import io.karge.ocpp.messages.ClearChargingProfileResponse;
import io.karge.ocpp.messages.ClearDisplayMessageRequest;
import io.karge.ocpp.messages.ClearDisplayMessageResponse;
import io.karge.ocpp.messages.ClearVariableMonitoringRequest;
import io.karge.ocpp.messages.ClearVariableMonitoringResponse;
import io.karge.ocpp.messages.ClearedChargingLimitRequest;
import io.karge.ocpp.messages.ClearedChargingLimitResponse;
import io.karge.ocpp.messages.CostUpdatedRequest;
import io.karge.ocpp.messages.CostUpdatedResponse;
import io.karge.ocpp.messages.CustomerInformationRequest;
import io.karge.ocpp.messages.CustomerInformationResponse;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.messages.DeleteCertificateRequest;
import io.karge.ocpp.messages.DeleteCertificateResponse;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.Get15118EVCertificateRequest;
import io.karge.ocpp.messages.Get15118EVCertificateResponse;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.GetCertificateStatusRequest;
import io.karge.ocpp.messages.GetCertificateStatusResponse;
import io.karge.ocpp.messages.GetChargingProfilesRequest;
import io.karge.ocpp.messages.GetChargingProfilesResponse;
import io.karge.ocpp.messages.GetCompositeScheduleRequest;
import io.karge.ocpp.messages.GetCompositeScheduleResponse;
import io.karge.ocpp.messages.GetDisplayMessagesRequest;
import io.karge.ocpp.messages.GetDisplayMessagesResponse;
import io.karge.ocpp.messages.GetInstalledCertificateIdsRequest;
import io.karge.ocpp.messages.GetInstalledCertificateIdsResponse;
import io.karge.ocpp.messages.GetLocalListVersionRequest;
import io.karge.ocpp.messages.GetLocalListVersionResponse;
import io.karge.ocpp.messages.GetLogRequest;
import io.karge.ocpp.messages.GetLogResponse;
import io.karge.ocpp.messages.GetMonitoringReportRequest;
import io.karge.ocpp.messages.GetMonitoringReportResponse;
import io.karge.ocpp.messages.GetReportRequest;
import io.karge.ocpp.messages.GetReportResponse;
import io.karge.ocpp.messages.GetTransactionStatusRequest;
import io.karge.ocpp.messages.GetTransactionStatusResponse;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.InstallCertificateRequest;
import io.karge.ocpp.messages.InstallCertificateResponse;
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
import io.karge.ocpp.messages.PublishFirmwareRequest;
import io.karge.ocpp.messages.PublishFirmwareResponse;
import io.karge.ocpp.messages.PublishFirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.PublishFirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.ReportChargingProfilesRequest;
import io.karge.ocpp.messages.ReportChargingProfilesResponse;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.ReservationStatusUpdateRequest;
import io.karge.ocpp.messages.ReservationStatusUpdateResponse;
import io.karge.ocpp.messages.ReserveNowRequest;
import io.karge.ocpp.messages.ReserveNowResponse;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.messages.SendLocalListRequest;
import io.karge.ocpp.messages.SendLocalListResponse;
import io.karge.ocpp.messages.SetChargingProfileRequest;
import io.karge.ocpp.messages.SetChargingProfileResponse;
import io.karge.ocpp.messages.SetDisplayMessageRequest;
import io.karge.ocpp.messages.SetDisplayMessageResponse;
import io.karge.ocpp.messages.SetMonitoringBaseRequest;
import io.karge.ocpp.messages.SetMonitoringBaseResponse;
import io.karge.ocpp.messages.SetMonitoringLevelRequest;
import io.karge.ocpp.messages.SetMonitoringLevelResponse;
import io.karge.ocpp.messages.SetNetworkProfileRequest;
import io.karge.ocpp.messages.SetNetworkProfileResponse;
import io.karge.ocpp.messages.SetVariableMonitoringRequest;
import io.karge.ocpp.messages.SetVariableMonitoringResponse;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.messages.UnlockConnectorRequest;
import io.karge.ocpp.messages.UnlockConnectorResponse;
import io.karge.ocpp.messages.UnpublishFirmwareRequest;
import io.karge.ocpp.messages.UnpublishFirmwareResponse;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.messages.UpdateFirmwareResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The actions of OCPP 2.0.1; a constant is named exactly as its action on the wire (Part 4, 4.1.6). */
public enum Action {
    Authorize(AuthorizeRequest.class, AuthorizeResponse.class, Initiator.CHARGING_STATION),
    BootNotification(BootNotificationRequest.class, BootNotificationResponse.class, Initiator.CHARGING_STATION),
    CancelReservation(CancelReservationRequest.class, CancelReservationResponse.class, Initiator.CSMS),
    CertificateSigned(CertificateSignedRequest.class, CertificateSignedResponse.class, Initiator.CSMS),
    ChangeAvailability(ChangeAvailabilityRequest.class, ChangeAvailabilityResponse.class, Initiator.CSMS),
    ClearCache(ClearCacheRequest.class, ClearCacheResponse.class, Initiator.CSMS),
    ClearChargingProfile(ClearChargingProfileRequest.class, ClearChargingProfileResponse.class, Initiator.CSMS),
    ClearDisplayMessage(ClearDisplayMessageRequest.class, ClearDisplayMessageResponse.class, Initiator.CSMS),
    ClearVariableMonitoring(
            ClearVariableMonitoringRequest.class, ClearVariableMonitoringResponse.class, Initiator.CSMS),
    ClearedChargingLimit(
            ClearedChargingLimitRequest.class, ClearedChargingLimitResponse.class, Initiator.CHARGING_STATION),
    CostUpdated(CostUpdatedRequest.class, CostUpdatedResponse.class, Initiator.CSMS),
    CustomerInformation(CustomerInformationRequest.class, CustomerInformationResponse.class, Initiator.CSMS),
    DataTransfer(DataTransferRequest.class, DataTransferResponse.class, Initiator.BOTH),
    DeleteCertificate(DeleteCertificateRequest.class, DeleteCertificateResponse.class, Initiator.CSMS),
    FirmwareStatusNotification(
            FirmwareStatusNotificationRequest.class,
            FirmwareStatusNotificationResponse.class,
            Initiator.CHARGING_STATION),
    Get15118EVCertificate(
            Get15118EVCertificateRequest.class, Get15118EVCertificateResponse.class, Initiator.CHARGING_STATION),
    GetBaseReport(GetBaseReportRequest.class, GetBaseReportResponse.class, Initiator.CSMS),
    GetCertificateStatus(
            GetCertificateStatusRequest.class, GetCertificateStatusResponse.class, Initiator.CHARGING_STATION),
    GetChargingProfiles(GetChargingProfilesRequest.class, GetChargingProfilesResponse.class, Initiator.CSMS),
    GetCompositeSchedule(GetCompositeScheduleRequest.class, GetCompositeScheduleResponse.class, Initiator.CSMS),
    GetDisplayMessages(GetDisplayMessagesRequest.class, GetDisplayMessagesResponse.class, Initiator.CSMS),
    GetInstalledCertificateIds(
            GetInstalledCertificateIdsRequest.class, GetInstalledCertificateIdsResponse.class, Initiator.CSMS),
    GetLocalListVersion(GetLocalListVersionRequest.class, GetLocalListVersionResponse.class, Initiator.CSMS),
    GetLog(GetLogRequest.class, GetLogResponse.class, Initiator.CSMS),
    GetMonitoringReport(GetMonitoringReportRequest.class, GetMonitoringReportResponse.class, Initiator.CSMS),
    GetReport(GetReportRequest.class, GetReportResponse.class, Initiator.CSMS),
    GetTransactionStatus(GetTransactionStatusRequest.class, GetTransactionStatusResponse.class, Initiator.CSMS),
    GetVariables(GetVariablesRequest.class, GetVariablesResponse.class, Initiator.CSMS),
    Heartbeat(HeartbeatRequest.class, HeartbeatResponse.class, Initiator.CHARGING_STATION),
    InstallCertificate(InstallCertificateRequest.class, InstallCertificateResponse.class, Initiator.CSMS),
    LogStatusNotification(
            LogStatusNotificationRequest.class, LogStatusNotificationResponse.class, Initiator.CHARGING_STATION),
    MeterValues(MeterValuesRequest.class, MeterValuesResponse.class, Initiator.CHARGING_STATION),
    NotifyChargingLimit(
            NotifyChargingLimitRequest.class, NotifyChargingLimitResponse.class, Initiator.CHARGING_STATION),
    NotifyCustomerInformation(
            NotifyCustomerInformationRequest.class,
            NotifyCustomerInformationResponse.class,
            Initiator.CHARGING_STATION),
    NotifyDisplayMessages(
            NotifyDisplayMessagesRequest.class, NotifyDisplayMessagesResponse.class, Initiator.CHARGING_STATION),
    NotifyEVChargingNeeds(
            NotifyEVChargingNeedsRequest.class, NotifyEVChargingNeedsResponse.class, Initiator.CHARGING_STATION),
    NotifyEVChargingSchedule(
            NotifyEVChargingScheduleRequest.class, NotifyEVChargingScheduleResponse.class, Initiator.CHARGING_STATION),
    NotifyEvent(NotifyEventRequest.class, NotifyEventResponse.class, Initiator.CHARGING_STATION),
    NotifyMonitoringReport(
            NotifyMonitoringReportRequest.class, NotifyMonitoringReportResponse.class, Initiator.CHARGING_STATION),
    NotifyReport(NotifyReportRequest.class, NotifyReportResponse.class, Initiator.CHARGING_STATION),
    PublishFirmware(PublishFirmwareRequest.class, PublishFirmwareResponse.class, Initiator.CSMS),
    PublishFirmwareStatusNotification(
            PublishFirmwareStatusNotificationRequest.class,
            PublishFirmwareStatusNotificationResponse.class,
            Initiator.CHARGING_STATION),
    ReportChargingProfiles(
            ReportChargingProfilesRequest.class, ReportChargingProfilesResponse.class, Initiator.CHARGING_STATION),
    RequestStartTransaction(
            RequestStartTransactionRequest.class, RequestStartTransactionResponse.class, Initiator.CSMS),
    RequestStopTransaction(RequestStopTransactionRequest.class, RequestStopTransactionResponse.class, Initiator.CSMS),
    ReservationStatusUpdate(
            ReservationStatusUpdateRequest.class, ReservationStatusUpdateResponse.class, Initiator.CHARGING_STATION),
    ReserveNow(ReserveNowRequest.class, ReserveNowResponse.class, Initiator.CSMS),
    Reset(ResetRequest.class, ResetResponse.class, Initiator.CSMS),
    SecurityEventNotification(
            SecurityEventNotificationRequest.class,
            SecurityEventNotificationResponse.class,
            Initiator.CHARGING_STATION),
    SendLocalList(SendLocalListRequest.class, SendLocalListResponse.class, Initiator.CSMS),
    SetChargingProfile(SetChargingProfileRequest.class, SetChargingProfileResponse.class, Initiator.CSMS),
    SetDisplayMessage(SetDisplayMessageRequest.class, SetDisplayMessageResponse.class, Initiator.CSMS),
    SetMonitoringBase(SetMonitoringBaseRequest.class, SetMonitoringBaseResponse.class, Initiator.CSMS),
    SetMonitoringLevel(SetMonitoringLevelRequest.class, SetMonitoringLevelResponse.class, Initiator.CSMS),
    SetNetworkProfile(SetNetworkProfileRequest.class, SetNetworkProfileResponse.class, Initiator.CSMS),
    SetVariableMonitoring(SetVariableMonitoringRequest.class, SetVariableMonitoringResponse.class, Initiator.CSMS),
    SetVariables(SetVariablesRequest.class, SetVariablesResponse.class, Initiator.CSMS),
    SignCertificate(SignCertificateRequest.class, SignCertificateResponse.class, Initiator.CHARGING_STATION),
    StatusNotification(StatusNotificationRequest.class, StatusNotificationResponse.class, Initiator.CHARGING_STATION),
    TransactionEvent(TransactionEventRequest.class, TransactionEventResponse.class, Initiator.CHARGING_STATION),
    TriggerMessage(TriggerMessageRequest.class, TriggerMessageResponse.class, Initiator.CSMS),
    UnlockConnector(UnlockConnectorRequest.class, UnlockConnectorResponse.class, Initiator.CSMS),
    UnpublishFirmware(UnpublishFirmwareRequest.class, UnpublishFirmwareResponse.class, Initiator.CSMS),
    UpdateFirmware(UpdateFirmwareRequest.class, UpdateFirmwareResponse.class, Initiator.CSMS);

    /** Who may send the request of an action. */
    public enum Initiator {
        CHARGING_STATION,
        CSMS,
        BOTH
    }

    private static final Map<String, Action> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));

    private final Class<? extends OcppRequest> requestType;
    private final Class<? extends OcppResponse> responseType;
    private final Initiator initiator;

    Action(Class<? extends OcppRequest> requestType, Class<? extends OcppResponse> responseType, Initiator initiator) {
        this.requestType = requestType;
        this.responseType = responseType;
        this.initiator = initiator;
    }

    /** The action with this name, which is case-sensitive. */
    public static Optional<Action> of(String wire) {
        return Optional.ofNullable(BY_NAME.get(wire));
    }

    /** The name on the wire. */
    public String wire() {
        return name();
    }

    public Class<? extends OcppRequest> requestType() {
        return requestType;
    }

    public Class<? extends OcppResponse> responseType() {
        return responseType;
    }

    public Initiator initiator() {
        return initiator;
    }

    /** Whether the CSMS may send the request, so that a station has to answer it. */
    public boolean isForStation() {
        return initiator != Initiator.CHARGING_STATION;
    }
}
