package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenType;
import org.jspecify.annotations.Nullable;

/** Asks for the data that a station holds about a customer, or for their removal (N09, N10). */
public record CustomerInformationRequest(
        int requestId,
        boolean report,
        boolean clear,
        @Nullable CertificateHashDataType customerCertificate,
        @Nullable IdTokenType idToken,
        @Nullable @Length(64) String customerIdentifier,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public CustomerInformationRequest {
        RecordSchema.check(
                CustomerInformationRequest.class,
                requestId,
                report,
                clear,
                customerCertificate,
                idToken,
                customerIdentifier,
                customData);
    }

    public static CustomerInformationRequest of(int requestId, boolean report, boolean clear) {
        return new CustomerInformationRequest(requestId, report, clear, null, null, null, null);
    }

    public CustomerInformationRequest withCustomerCertificate(@Nullable CertificateHashDataType customerCertificate) {
        return new CustomerInformationRequest(
                requestId, report, clear, customerCertificate, idToken, customerIdentifier, customData);
    }

    public CustomerInformationRequest withIdToken(@Nullable IdTokenType idToken) {
        return new CustomerInformationRequest(
                requestId, report, clear, customerCertificate, idToken, customerIdentifier, customData);
    }

    public CustomerInformationRequest withCustomerIdentifier(@Nullable String customerIdentifier) {
        return new CustomerInformationRequest(
                requestId, report, clear, customerCertificate, idToken, customerIdentifier, customData);
    }

    public CustomerInformationRequest withCustomData(@Nullable CustomDataType customData) {
        return new CustomerInformationRequest(
                requestId, report, clear, customerCertificate, idToken, customerIdentifier, customData);
    }

    @Override
    public Action action() {
        return Action.CustomerInformation;
    }
}
