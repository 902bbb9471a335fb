package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.AuthorizationView;
import io.karge.station.AuthorizationCache;
import io.karge.station.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What administrators and test systems do with the authorization cache of a station. */
class TokenAccessTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final IdTokenType CARD = IdTokenType.of("A1", IdTokenEnumType.ISO14443);
    private static final IdTokenInfoType ACCEPTED = IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted);

    private final GatewayHarness h = new GatewayHarness();
    private final List<String> put = new ArrayList<>();
    private @Nullable String refusal;

    private void offerCache() {
        h.authorization.onStart = context -> context.offer(AuthorizationCache.class, new AuthorizationCache() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public List<Entry> entries() {
                return List.of(new Entry(
                        "ISO14443:...A1", AuthorizationStatusEnumType.Blocked, null, List.of(2), AT, AT, false));
            }

            @Override
            public int clear() {
                put.clear();
                return 3;
            }

            @Override
            public Optional<String> put(IdTokenType idToken, IdTokenInfoType info) {
                if (refusal == null) {
                    put.add(idToken.idToken() + " " + info.status());
                }
                return Optional.ofNullable(refusal);
            }
        });
        h.transactions.onStart = context -> context.offer(
                Refusals.class, () -> List.of(new Refusals.Refusal(AT, 1, "ISO14443:...A1", "the CSMS", "Blocked")));
        h.online();
    }

    @Test
    void showsTheTokensAndWhoWasRefused() {
        offerCache();
        assertThat(h.now(h.gateway.authorization(GatewayHarness.ID)))
                .isEqualTo(new AuthorizationView(
                        true,
                        true,
                        List.of(new AuthorizationView.Token(
                                "ISO14443:...A1", "Blocked", null, List.of(2), AT, AT, false)),
                        List.of(new AuthorizationView.Refusal(AT, 1, "ISO14443:...A1", "the CSMS", "Blocked"))));
    }

    @Test
    void showsNothingOfAStationWithoutTheBlocks() {
        h.online();
        assertThat(h.now(h.gateway.authorization(GatewayHarness.ID))).isEqualTo(AuthorizationView.NONE);
    }

    @Test
    void clearsAndSaysHowManyTokensThatWere() {
        offerCache();
        assertThat(h.now(h.gateway.clearAuthorizationCache(GatewayHarness.ID, "a test")))
                .isEqualTo(3);
    }

    @Test
    void takesATokenForTheCsms() {
        offerCache();
        h.now(h.gateway.cacheAuthorization(GatewayHarness.ID, CARD, ACCEPTED));
        assertThat(put).containsExactly("A1 Accepted");
    }

    @Test
    void saysWhyATokenIsNotTaken() {
        offerCache();
        refusal = "the authorization cache is switched off";
        assertThatThrownBy(() -> h.now(h.gateway.cacheAuthorization(GatewayHarness.ID, CARD, ACCEPTED)))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("station CS-1: the authorization cache is switched off");
    }

    @Test
    void saysThatThereIsNoCache() {
        h.online();
        assertThatThrownBy(() -> h.now(h.gateway.clearAuthorizationCache(GatewayHarness.ID, "a test")))
                .hasMessageContaining("station CS-1 keeps no authorization cache");
    }
}
