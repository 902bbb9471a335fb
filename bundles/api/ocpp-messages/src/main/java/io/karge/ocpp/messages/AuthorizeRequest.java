package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.OCSPRequestDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks whether a token may charge (C01 to C16). */
public record AuthorizeRequest(
        IdTokenType idToken,
        @Nullable @Length(5500) String certificate,
        @Nullable @Items(min = 1, max = 4) List<OCSPRequestDataType> iso15118CertificateHashData,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public AuthorizeRequest {
        iso15118CertificateHashData = RecordSchema.copyOf(iso15118CertificateHashData);
        RecordSchema.check(AuthorizeRequest.class, idToken, certificate, iso15118CertificateHashData, customData);
    }

    public static AuthorizeRequest of(IdTokenType idToken) {
        return new AuthorizeRequest(idToken, null, null, null);
    }

    public AuthorizeRequest withCertificate(@Nullable String certificate) {
        return new AuthorizeRequest(idToken, certificate, iso15118CertificateHashData, customData);
    }

    public AuthorizeRequest withIso15118CertificateHashData(
            @Nullable List<OCSPRequestDataType> iso15118CertificateHashData) {
        return new AuthorizeRequest(idToken, certificate, iso15118CertificateHashData, customData);
    }

    public AuthorizeRequest withCustomData(@Nullable CustomDataType customData) {
        return new AuthorizeRequest(idToken, certificate, iso15118CertificateHashData, customData);
    }

    @Override
    public Action action() {
        return Action.Authorize;
    }
}
