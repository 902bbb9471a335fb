package io.karge.station;

import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import java.util.Optional;

/** Port of the authorization block: who may charge (C01 to C15). */
public interface Authorizer {

    /** Finds out whether the token may charge. */
    void authorize(IdTokenType idToken, PortCallback<Authorization> then);

    /**
     * What is known of the token without asking the CSMS, as far as it is accepted now: enough to end an authorization of
     * its group (C01.FR.03, C09.FR.07), not to begin one.
     */
    Optional<Authorization> known(IdTokenType idToken);

    /** The CSMS said something about a token in a TransactionEventResponse. */
    void learned(IdTokenType idToken, IdTokenInfoType info);

    /**
     * The outcome for one token.
     *
     * @param info as the CSMS, the cache or the offline rules have it; {@code info.status()} decides
     * @param source who decided
     * @param detail what people should know beside the status; empty when that says all
     */
    record Authorization(IdTokenType idToken, IdTokenInfoType info, Source source, String detail) {
        /** One whose status says all. */
        public Authorization(IdTokenType idToken, IdTokenInfoType info, Source source) {
            this(idToken, info, source, "");
        }

        public enum Source {
            CSMS("the CSMS"),
            CACHE("the authorization cache"),
            OFFLINE_RULE("the station, which has no answer of the CSMS"),
            /** The CSMS answered, and said nothing of the token that could be read. */
            NO_VALID_ANSWER("the station, which has no valid answer of the CSMS");

            private final String text;

            Source(String text) {
                this.text = text;
            }

            /** For people. */
            public String text() {
                return text;
            }
        }

        /** Why the token was refused, for people. */
        public String why() {
            return info.status().wire() + (detail.isEmpty() ? "" : ": " + detail);
        }

        /** Whether the token may charge. */
        public boolean accepted() {
            return info.status() == AuthorizationStatusEnumType.Accepted;
        }
    }
}
