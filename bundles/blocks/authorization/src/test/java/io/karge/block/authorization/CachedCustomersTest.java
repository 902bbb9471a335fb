package io.karge.block.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.AuthorizationCache;
import io.karge.station.AuthorizationSource;
import io.karge.station.CustomerRecords;
import io.karge.station.ProductFacts;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.LogParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cache tells and forgets of customers (N09, N10), and what of it goes into archives of logs. */
class CachedCustomersTest {
    private static final IdTokenType CARD = card("04A2B3C4");
    private static final IdTokenType OTHER = card("DEADBEEF");
    private static final IdTokenType GROUP = IdTokenType.of("FLEET", IdTokenEnumType.Central);
    private static final ProductFacts PRODUCT =
            ProductFacts.read("{\"optionalFeatures\": {\"C-02\": true, \"C-49\": true, \"C-53\": true}}");

    private final BlockTester station = new BlockTester(new AuthorizationBlockFactory(), TestModels.dc(2), PRODUCT);

    private static IdTokenType card(String uid) {
        return IdTokenType.of(uid, IdTokenEnumType.ISO14443);
    }

    @BeforeEach
    void start() {
        station.start();
    }

    private void cache(IdTokenType idToken, AuthorizationStatusEnumType status, IdTokenType group) {
        assertThat(station.port(AuthorizationCache.class)
                        .orElseThrow()
                        .put(idToken, IdTokenInfoType.of(status).withGroupIdToken(group)))
                .isEmpty();
    }

    private CustomerRecords records() {
        return station.port(CustomerRecords.class).orElseThrow();
    }

    private boolean knows(IdTokenType idToken) {
        return station.port(AuthorizationSource.class)
                .orElseThrow()
                .find(idToken)
                .isPresent();
    }

    @Test
    void tellsWhatTheCsmsSaidOfTheCustomer() { // N09.FR.03
        cache(CARD, AuthorizationStatusEnumType.Blocked, null);
        cache(OTHER, AuthorizationStatusEnumType.Accepted, null);

        assertThat(records().about(CARD))
                .singleElement()
                .asString()
                .startsWith("Authorization cache: Blocked, updated " + station.now() + ", until ");
        assertThat(records().about(card("11223344"))).isEmpty();
    }

    @Test
    void knowsTheCustomerWhateverTheCaseOfTheLetters() { // C01.FR.25
        cache(CARD, AuthorizationStatusEnumType.Accepted, null);

        assertThat(records().about(card("04a2b3c4"))).hasSize(1);
        records().clear(card("04a2b3c4"));
        assertThat(knows(CARD)).isFalse();
    }

    @Test
    void tellsOfMembersWhereTheCustomerIsAGroup() {
        cache(CARD, AuthorizationStatusEnumType.Accepted, GROUP);
        cache(OTHER, AuthorizationStatusEnumType.Accepted, null);

        assertThat(records().about(GROUP))
                .singleElement()
                .asString()
                .startsWith("A member of this group: Authorization cache: Accepted");
    }

    @Test
    void erasesTheCustomerAtOnceAndNobodyElse() { // N10.FR.03
        cache(CARD, AuthorizationStatusEnumType.Accepted, null);
        cache(OTHER, AuthorizationStatusEnumType.Accepted, null);

        assertThat(records().clear(CARD)).containsExactly("Authorization cache: 1 entry erased");
        assertThat(records().clear(CARD)).as("nothing is left").isEmpty();

        assertThat(records().about(CARD)).isEmpty();
        assertThat(knows(CARD)).isFalse();
        assertThat(knows(OTHER)).isTrue();
        station.close();
        station.start();
        assertThat(records().about(CARD)).isEmpty();
        assertThat(records().about(OTHER)).hasSize(1);
    }

    @Test
    void erasesWhoseGroupTheCustomerIs() {
        cache(CARD, AuthorizationStatusEnumType.Accepted, GROUP);
        cache(OTHER, AuthorizationStatusEnumType.Accepted, null);

        records().clear(GROUP);

        assertThat(knows(CARD)).isFalse();
        assertThat(knows(OTHER)).isTrue();
    }

    @Test
    void tellsAndErasesWhileTheCacheIsSwitchedOff() {
        cache(CARD, AuthorizationStatusEnumType.Accepted, null);
        station.deviceModel().preset(AuthorizationVariables.CACHE_ENABLED, "false");

        assertThat(records().about(CARD)).hasSize(1);
        records().clear(CARD);
        assertThat(records().about(CARD)).isEmpty();
    }

    @Test
    void tellsAndErasesWhatDoesNotCountAnyMore() {
        station.deviceModel().preset(AuthorizationVariables.CACHE_LIFE_TIME, "60");
        cache(CARD, AuthorizationStatusEnumType.Accepted, null);
        station.advance(Duration.ofSeconds(60));
        assertThat(knows(CARD)).isFalse();

        assertThat(records().about(CARD)).hasSize(1);
        records().clear(CARD);
        assertThat(records().about(CARD)).isEmpty();
    }

    @Test
    void givesBackTheRoomOfWhatItErased() {
        cache(CARD, AuthorizationStatusEnumType.Accepted, null);
        records().clear(CARD);

        assertThat(station.deviceModel().value(AuthorizationVariables.CACHE_STORAGE))
                .hasValue("0");
    }

    @Test
    void putsCountsIntoTheArchiveAndNoToken() {
        station.deviceModel().preset(AuthorizationVariables.CACHE_LIFE_TIME, "60");
        cache(OTHER, AuthorizationStatusEnumType.Accepted, null);
        station.advance(Duration.ofSeconds(60));
        cache(CARD, AuthorizationStatusEnumType.Blocked, GROUP);

        Map<String, String> parts = LogParts.diagnostics(station);

        assertThat(parts).containsOnlyKeys("authorization.json");
        assertThat(parts.get("authorization.json"))
                .contains("\"entries\" : 2", "\"valid\" : 1", "\"Blocked\" : 1", "\"Accepted\" : 1")
                .contains("\"newest\" : \"" + station.now() + "\"");
        assertThat(List.of("04A2B3C4", "DEADBEEF", "FLEET", "B3C4", "BEEF"))
                .noneMatch(parts.get("authorization.json")::contains);
    }

    @Test
    void saysInTheArchiveThatAProductHasNoCache() {
        BlockTester without = BlockTester.of(new AuthorizationBlockFactory()).start();

        assertThat(LogParts.diagnostics(without).get("authorization.json")).contains("\"available\" : false");
    }
}
