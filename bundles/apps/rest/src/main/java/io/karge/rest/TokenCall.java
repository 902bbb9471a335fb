package io.karge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.rest.ApiCall.BadRequestException;
import java.util.Arrays;

/** The body of a call that says what the CSMS would say of a token. */
record TokenCall(IdTokenType idToken, IdTokenInfoType info) {

    /** What is wrong with it is a {@link BadRequestException}. */
    static TokenCall of(ApiCall call) {
        call.onlyMembers("idToken", "type", "status", "groupIdToken");
        IdTokenType idToken = token(call);
        String status = call.text("status");
        IdTokenInfoType info = IdTokenInfoType.of(AuthorizationStatusEnumType.of(status)
                .orElseThrow(() -> unknown("status", status, AuthorizationStatusEnumType.values())));
        return new TokenCall(
                idToken, call.has("groupIdToken") ? info.withGroupIdToken(group(call.object("groupIdToken"))) : info);
    }

    /** What the members idToken and type say. */
    static IdTokenType token(ApiCall call) {
        return token(call.text("idToken"), call.text("type"), "type");
    }

    private static IdTokenType group(ObjectNode group) {
        group.fieldNames().forEachRemaining(member -> {
            if (!member.equals("idToken") && !member.equals("type")) {
                throw new BadRequestException("'groupIdToken." + member + "' is unknown, it may have idToken and type");
            }
        });
        return token(text(group, "idToken"), text(group, "type"), "groupIdToken.type");
    }

    private static String text(ObjectNode group, String member) {
        JsonNode value = group.path(member);
        if (!value.isTextual()) {
            throw new BadRequestException("'groupIdToken." + member + "' is missing or is no text");
        }
        return value.asText();
    }

    private static IdTokenType token(String text, String type, String member) {
        return IdTokenType.of(
                text, IdTokenEnumType.of(type).orElseThrow(() -> unknown(member, type, IdTokenEnumType.values())));
    }

    private static BadRequestException unknown(String member, String value, Object[] known) {
        return new BadRequestException("'" + member + "' is '" + value + "', it is one of " + Arrays.toString(known));
    }
}
