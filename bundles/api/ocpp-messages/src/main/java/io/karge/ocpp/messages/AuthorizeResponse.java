package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.AuthorizeCertificateStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the token may charge, and until when to believe it (C01 to C16). */
public record AuthorizeResponse(
        IdTokenInfoType idTokenInfo,
        @Nullable AuthorizeCertificateStatusEnumType certificateStatus,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public AuthorizeResponse {
        RecordSchema.check(AuthorizeResponse.class, idTokenInfo, certificateStatus, customData);
    }

    public static AuthorizeResponse of(IdTokenInfoType idTokenInfo) {
        return new AuthorizeResponse(idTokenInfo, null, null);
    }

    public AuthorizeResponse withCertificateStatus(@Nullable AuthorizeCertificateStatusEnumType certificateStatus) {
        return new AuthorizeResponse(idTokenInfo, certificateStatus, customData);
    }

    public AuthorizeResponse withCustomData(@Nullable CustomDataType customData) {
        return new AuthorizeResponse(idTokenInfo, certificateStatus, customData);
    }

    @Override
    public Action action() {
        return Action.Authorize;
    }
}
