package io.karge.testsystem;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.LogStatusNotificationRequest;
import io.karge.ocpp.messages.LogStatusNotificationResponse;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.messages.MeterValuesResponse;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.messages.NotifyCustomerInformationResponse;
import io.karge.ocpp.messages.NotifyEventRequest;
import io.karge.ocpp.messages.NotifyEventResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.NotifyReportResponse;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.time.TimeSource;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Accepts every station and every token that is not blocked, and keeps the stations' time. */
public final class AcceptingBehaviour implements CsmsBehaviour {
    private final TimeSource time;
    private final int heartbeatSeconds;
    private final Set<String> blockedTokens;

    public AcceptingBehaviour(TimeSource time, int heartbeatSeconds, Set<String> blockedTokens) {
        this.time = time;
        this.heartbeatSeconds = heartbeatSeconds;
        this.blockedTokens = blockedTokens.stream()
                .map(token -> token.toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public OcppResponse answer(String stationId, OcppRequest request) {
        if (request instanceof BootNotificationRequest) {
            return BootNotificationResponse.of(time.wallClock(), heartbeatSeconds, RegistrationStatusEnumType.Accepted);
        }
        if (request instanceof HeartbeatRequest) {
            return HeartbeatResponse.of(time.wallClock());
        }
        if (request instanceof AuthorizeRequest authorize) {
            return AuthorizeResponse.of(info(authorize.idToken()));
        }
        if (request instanceof TransactionEventRequest event) {
            TransactionEventResponse response = TransactionEventResponse.of();
            return event.idToken() == null ? response : response.withIdTokenInfo(info(event.idToken()));
        }
        if (request instanceof StatusNotificationRequest) {
            return StatusNotificationResponse.of();
        }
        if (request instanceof MeterValuesRequest) {
            return MeterValuesResponse.of();
        }
        if (request instanceof SecurityEventNotificationRequest) {
            return SecurityEventNotificationResponse.of();
        }
        if (request instanceof NotifyReportRequest) {
            return NotifyReportResponse.of();
        }
        if (request instanceof NotifyEventRequest) {
            return NotifyEventResponse.of();
        }
        if (request instanceof NotifyCustomerInformationRequest) {
            return NotifyCustomerInformationResponse.of();
        }
        if (request instanceof FirmwareStatusNotificationRequest) {
            return FirmwareStatusNotificationResponse.of();
        }
        if (request instanceof LogStatusNotificationRequest) {
            return LogStatusNotificationResponse.of();
        }
        if (request instanceof DataTransferRequest) {
            return DataTransferResponse.of(DataTransferStatusEnumType.UnknownVendorId);
        }
        throw new UnsupportedOperationException(
                "this CSMS does not answer " + request.action().wire());
    }

    private IdTokenInfoType info(IdTokenType token) {
        return IdTokenInfoType.of(
                blockedTokens.contains(token.idToken().toUpperCase(Locale.ROOT))
                        ? AuthorizationStatusEnumType.Blocked
                        : AuthorizationStatusEnumType.Accepted);
    }
}
