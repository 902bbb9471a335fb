package io.karge.block.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.ClearCacheRequest;
import io.karge.ocpp.messages.ClearCacheResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MessageContentType;
import io.karge.ocpp.types.MessageFormatEnumType;
import io.karge.station.AuthorizationCache;
import io.karge.station.AuthorizationCache.Entry;
import io.karge.station.AuthorizationSource;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization;
import io.karge.station.Authorizer.Authorization.Source;
import io.karge.station.ProductFacts;
import io.karge.station.Reply;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The authorization cache: C10 to C12, and what it means offline (C15). */
class TokenCacheTest {
    private static final IdTokenType CARD = card("04A2B3C4");
    private static final IdTokenType OTHER = card("DEADBEEF");
    private static final IdTokenType GROUP = IdTokenType.of("FLEET", IdTokenEnumType.Central);
    private static final IdTokenInfoType ACCEPTED = IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted);
    private static final IdTokenInfoType BLOCKED = IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked);
    private static final ProductFacts PRODUCT =
            ProductFacts.read("{\"optionalFeatures\": {\"C-02\": true, \"C-49\": true, \"C-53\": true}}");

    private final BlockTester station = new BlockTester(new AuthorizationBlockFactory(), TestModels.dc(2), PRODUCT);

    private static IdTokenType card(String uid) {
        return IdTokenType.of(uid, IdTokenEnumType.ISO14443);
    }

    @BeforeEach
    void start() {
        set(AuthorizationVariables.LOCALLY_ONLINE, "true");
        station.start();
    }

    private void set(VariableKey variable, String value) {
        station.deviceModel().preset(variable, value);
    }

    private Authorizer authorizer() {
        return station.port(Authorizer.class).orElseThrow();
    }

    private AuthorizationCache cache() {
        return station.port(AuthorizationCache.class).orElseThrow();
    }

    /** Authorizes; empty while the CSMS is being asked. */
    private Optional<Authorization> authorize(IdTokenType idToken) {
        List<Authorization> outcomes = new ArrayList<>();
        authorizer().authorize(idToken, reply -> outcomes.add(((Reply.Answered<Authorization>) reply).result()));
        return outcomes.stream().findFirst();
    }

    private void csmsSays(IdTokenInfoType info) {
        station.lastCall().answer(AuthorizeResponse.of(info));
    }

    private void expectAsked(IdTokenType idToken) {
        int before = station.calls().size();
        assertThat(authorize(idToken)).isEmpty();
        assertThat(station.calls()).hasSize(before + 1);
        assertThat(station.lastCall().request()).isEqualTo(AuthorizeRequest.of(idToken));
    }

    private void expectFromCache(IdTokenType idToken, AuthorizationStatusEnumType status) {
        int before = station.calls().size();
        Authorization outcome = authorize(idToken).orElseThrow();
        assertThat(outcome.source()).isEqualTo(Source.CACHE);
        assertThat(outcome.info().status()).isEqualTo(status);
        assertThat(outcome.idToken()).isEqualTo(idToken);
        assertThat(station.calls()).hasSize(before);
    }

    private void restart() {
        station.close();
        station.start();
    }

    @Test
    void answersForTheCsmsWithAllThatItSaid() { // C10.FR.04, C12.FR.06
        IdTokenInfoType info = ACCEPTED.withGroupIdToken(GROUP)
                .withEvseId(List.of(2))
                .withPersonalMessage(MessageContentType.of(MessageFormatEnumType.UTF8, "Hello"));
        expectAsked(CARD);
        csmsSays(info);
        assertThat(authorize(CARD)).contains(new Authorization(CARD, info, Source.CACHE));
    }

    @Test
    void doesNotDependOnCase() { // C01.FR.25
        authorizer().learned(card("abCDef01"), ACCEPTED);
        expectFromCache(card("ABcdEF01"), AuthorizationStatusEnumType.Accepted);
        assertThat(cache().entries()).hasSize(1);
        authorizer().learned(card("ABCDEF01"), BLOCKED);
        assertThat(cache().entries()).hasSize(1);
    }

    @Test
    void tellsAKeyCodeFromACardOfTheSameText() { // field report C3, C01.FR.25, C04.FR.03
        IdTokenType code = IdTokenType.of("1234", IdTokenEnumType.KeyCode);
        authorizer().learned(code, ACCEPTED);
        expectFromCache(code, AuthorizationStatusEnumType.Accepted);
        expectAsked(card("1234"));
        assertThat(authorizer().known(card("1234"))).isEmpty();
    }

    @Test
    void judgesTheAgeAtTheMomentOfUse() { // field report C1, C10.FR.08, C10.FR.10
        set(AuthorizationVariables.CACHE_LIFE_TIME, "10");
        authorizer().learned(CARD, ACCEPTED);
        station.advance(Duration.ofSeconds(9));
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        station.advance(Duration.ofSeconds(1));
        expectAsked(CARD);
        assertThat(authorizer().known(CARD)).isEmpty();
        assertThat(cache().entries()).extracting(Entry::valid).containsExactly(false);
    }

    @Test
    void livesAnewWithEachUpdate() { // field report C2, C10.FR.05, C10.FR.10
        set(AuthorizationVariables.CACHE_LIFE_TIME, "20");
        expectAsked(CARD);
        csmsSays(ACCEPTED);
        station.advance(Duration.ofSeconds(15));
        authorizer().learned(CARD, ACCEPTED);
        station.advance(Duration.ofSeconds(10));
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        station.advance(Duration.ofSeconds(15));
        expectAsked(CARD);
    }

    @Test
    void doesNotLiveLongerBecauseItIsUsed() { // C10.FR.10: since it was last updated
        set(AuthorizationVariables.CACHE_LIFE_TIME, "10");
        authorizer().learned(CARD, ACCEPTED);
        station.advance(Duration.ofSeconds(6));
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        station.advance(Duration.ofSeconds(6));
        expectAsked(CARD);
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "30, 10"})
    void theCsmsSaysHowLongAnEntryLives(int told, int lifeTime) { // C10.FR.13: instead of AuthCacheLifeTime
        set(AuthorizationVariables.CACHE_LIFE_TIME, Integer.toString(lifeTime));
        authorizer()
                .learned(CARD, ACCEPTED.withCacheExpiryDateTime(station.now().plusSeconds(told)));
        station.advance(Duration.ofSeconds(told - 1));
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        station.advance(Duration.ofSeconds(1));
        expectAsked(CARD);
    }

    @Test
    void anotherLifeTimeHoldsForWhatIsThere() {
        authorizer().learned(CARD, ACCEPTED);
        station.advance(Duration.ofMinutes(10));
        set(AuthorizationVariables.CACHE_LIFE_TIME, "300");
        expectAsked(CARD);
    }

    @ParameterizedTest
    @EnumSource(
            value = IdTokenEnumType.class,
            names = {"Central", "NoAuthorization"})
    void neverKeepsWhatIsNoPersonsToken(IdTokenEnumType type) { // field report C4, C02.FR.03, C03.FR.02, C05.FR.02
        IdTokenType token = IdTokenType.of("AA01", type);
        authorizer().learned(token, ACCEPTED);
        assertThat(cache().entries()).isEmpty();
        assertThat(cache().put(token, ACCEPTED))
                .hasValueSatisfying(why -> assertThat(why).contains("never cached"));
    }

    @ParameterizedTest
    @EnumSource(AuthorizationStatusEnumType.class)
    void keepsEveryStatusAndAsksAboutThoseThatAreNotAccepted(AuthorizationStatusEnumType status) {
        // C10.FR.01, C10.FR.03, C12.FR.05
        authorizer().learned(CARD, IdTokenInfoType.of(status));
        assertThat(cache().entries()).extracting(Entry::status).containsExactly(status);
        if (status == AuthorizationStatusEnumType.Accepted) {
            expectFromCache(CARD, status);
        } else {
            expectAsked(CARD);
            csmsSays(ACCEPTED);
            expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        }
    }

    @Test
    void refusesABlockedCardOfflineAfterARestart() { // field report C5, C10.FR.01, C10.FR.02, C15.FR.08
        set(AuthorizationVariables.UNKNOWN_OFFLINE, "true");
        expectAsked(CARD);
        csmsSays(BLOCKED);
        restart();
        station.goOffline();
        expectFromCache(CARD, AuthorizationStatusEnumType.Blocked);
        assertThat(authorize(OTHER).orElseThrow().accepted()).isTrue();
    }

    @Test
    void acceptsOfflineWithoutLocalPreAuthorize() { // field report C6, C12.FR.02
        set(AuthorizationVariables.LOCALLY_ONLINE, "false");
        authorizer().learned(CARD, ACCEPTED);
        station.goOffline();
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        assertThat(authorize(OTHER).orElseThrow().info().status()).isEqualTo(AuthorizationStatusEnumType.Unknown);
    }

    @ParameterizedTest
    @CsvSource({"true, Accepted", "false, Unknown"})
    void treatsAKnownCardAsUnknownWhereNobodyIsAuthorizedLocally(boolean unknownMay, String expected) {
        set(AuthorizationVariables.LOCALLY_OFFLINE, "false");
        set(AuthorizationVariables.UNKNOWN_OFFLINE, Boolean.toString(unknownMay));
        authorizer().learned(CARD, ACCEPTED);
        authorizer().learned(OTHER, BLOCKED);
        station.goOffline();
        Authorization known = authorize(CARD).orElseThrow();
        assertThat(known.source()).isEqualTo(Source.OFFLINE_RULE);
        assertThat(known.info().status().wire()).isEqualTo(expected);
        assertThat(known.why())
                .isEqualTo(
                        unknownMay
                                ? "Accepted"
                                : "Unknown: the authorization cache has it as accepted, and"
                                        + " AuthCtrlr.LocalAuthorizeOffline is false");
        expectFromCache(OTHER, AuthorizationStatusEnumType.Blocked);
    }

    @Test
    void saysOfflineThatWhatIsKnownHasExpired() {
        set(AuthorizationVariables.CACHE_LIFE_TIME, "10");
        authorizer().learned(CARD, ACCEPTED);
        Instant expires = station.now().plusSeconds(10);
        station.goOffline();
        station.advance(Duration.ofSeconds(11));
        Authorization refused = authorize(CARD).orElseThrow();
        assertThat(refused.info().status()).isEqualTo(AuthorizationStatusEnumType.Unknown);
        assertThat(refused.why()).isEqualTo("Unknown: what the authorization cache has of it expired at " + expires);
        assertThat(authorize(OTHER).orElseThrow().why()).isEqualTo("Unknown");
    }

    @Test
    void decidesWhenTheCsmsDoesNotAnswer() {
        set(AuthorizationVariables.LOCALLY_ONLINE, "false");
        authorizer().learned(CARD, ACCEPTED);
        List<Authorization> outcomes = new ArrayList<>();
        authorizer().authorize(CARD, reply -> outcomes.add(((Reply.Answered<Authorization>) reply).result()));
        assertThat(outcomes).isEmpty();
        station.lastCall().timeOut();
        assertThat(outcomes).containsExactly(new Authorization(CARD, ACCEPTED, Source.CACHE));
    }

    @Test
    void asksTheCsmsWithoutLocalPreAuthorize() { // field report C7, C10.FR.11
        set(AuthorizationVariables.LOCALLY_ONLINE, "false");
        authorizer().learned(CARD, ACCEPTED);
        expectAsked(CARD);
        csmsSays(BLOCKED);
        assertThat(cache().entries()).extracting(Entry::status).containsExactly(AuthorizationStatusEnumType.Blocked);
    }

    @Test
    void asksTheCsmsAboutATicket() { // C06.FR.02
        IdTokenType ticket = IdTokenType.of("T-1", IdTokenEnumType.Local);
        authorizer().learned(ticket, ACCEPTED);
        expectAsked(ticket);
    }

    @Test
    void doesNotKeepWhatWasAcceptedByRule() { // C15.FR.01
        set(AuthorizationVariables.UNKNOWN_OFFLINE, "true");
        station.goOffline();
        assertThat(authorize(CARD).orElseThrow().accepted()).isTrue();
        assertThat(cache().entries()).isEmpty();
    }

    @Test
    void aRefusalByTheCsmsChangesNothing() {
        authorizer().learned(CARD, BLOCKED);
        expectAsked(CARD);
        station.lastCall().refuse("InternalError", "no database");
        assertThat(cache().entries()).extracting(Entry::status).containsExactly(AuthorizationStatusEnumType.Blocked);
    }

    @Test
    void switchedOffItNeitherAnswersNorLearnsAndKeepsWhatItHas() { // C10.FR.11
        authorizer().learned(CARD, ACCEPTED);
        set(AuthorizationVariables.CACHE_ENABLED, "false");
        expectAsked(CARD);
        csmsSays(BLOCKED);
        assertThat(authorizer().known(CARD)).isEmpty();
        assertThat(cache().put(OTHER, ACCEPTED))
                .hasValueSatisfying(why -> assertThat(why).contains("AuthCacheCtrlr.Enabled"));
        set(AuthorizationVariables.CACHE_ENABLED, "true");
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
        assertThat(cache().entries()).hasSize(1);
    }

    private ClearCacheResponse clear() {
        return station.request(ClearCacheRequest.of()).response(ClearCacheResponse.class);
    }

    @Test
    void forgetsWhenTheCsmsClearsIt() { // field report C9, C11.FR.01, C11.FR.02, C11.FR.03
        authorizer().learned(CARD, ACCEPTED);
        authorizer().learned(OTHER, BLOCKED);
        assertThat(clear().status()).isEqualTo(ClearCacheStatusEnumType.Accepted);
        assertThat(cache().entries()).isEmpty();
        expectAsked(CARD);
        restart();
        assertThat(cache().entries()).isEmpty();
    }

    @Test
    void isNotClearedWhenItIsSwitchedOff() { // field report C9, C11.FR.04
        authorizer().learned(CARD, ACCEPTED);
        set(AuthorizationVariables.CACHE_ENABLED, "false");
        ClearCacheResponse response = clear();
        assertThat(response.status()).isEqualTo(ClearCacheStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("NotEnabled");
        assertThat(cache().entries()).hasSize(1);
    }

    @Test
    void anAdministratorClearsItInAnyCase() {
        authorizer().learned(CARD, ACCEPTED);
        set(AuthorizationVariables.CACHE_ENABLED, "false");
        assertThat(cache().clear()).isEqualTo(1);
        assertThat(cache().entries()).isEmpty();
    }

    @Test
    void outlivesARestart() { // C10.FR.02
        authorizer().learned(CARD, ACCEPTED);
        restart();
        expectFromCache(CARD, AuthorizationStatusEnumType.Accepted);
    }

    private static IdTokenType numbered(int number) {
        return card("%08x".formatted(number));
    }

    private int storage() {
        return Integer.parseInt(station.deviceModel()
                .value(AuthorizationVariables.CACHE_STORAGE)
                .orElseThrow());
    }

    /** Fills it with accepted cards, one a second, until the next would be one too many; gives how many there are then. */
    private int fill(int first) {
        int before = storage();
        authorizer().learned(numbered(first), ACCEPTED);
        int one = storage() - before;
        for (int i = first + 1; storage() + one <= TokenCache.MOST_BYTES; i++) {
            station.advance(Duration.ofSeconds(1));
            authorizer().learned(numbered(i), ACCEPTED);
        }
        station.advance(Duration.ofSeconds(1));
        return cache().entries().size();
    }

    @Test
    void aNewOneTakesThePlaceOfTheOldestWhenItIsFull() { // C10.FR.07
        int most = fill(0);
        authorizer().learned(numbered(0), ACCEPTED); // updated: not the oldest any more
        authorizer().learned(OTHER, ACCEPTED);
        assertThat(cache().entries()).hasSize(most);
        assertThat(authorizer().known(OTHER)).isPresent();
        assertThat(authorizer().known(numbered(0))).isPresent();
        assertThat(authorizer().known(numbered(1))).isEmpty();
        assertThat(authorizer().known(numbered(2))).isPresent();
        assertThat(storage()).isLessThanOrEqualTo(TokenCache.MOST_BYTES);
    }

    @Test
    void whatDoesNotCountGivesWayFirstThenWhatIsNotAccepted() { // C10.FR.07
        set(AuthorizationVariables.CACHE_LIFE_TIME, "1000000");
        for (IdTokenType older : List.of(numbered(0), numbered(1))) {
            authorizer().learned(older, ACCEPTED);
            station.advance(Duration.ofSeconds(1));
        }
        authorizer().learned(numbered(-1), BLOCKED);
        authorizer().learned(numbered(-2), ACCEPTED.withCacheExpiryDateTime(station.now()));
        station.advance(Duration.ofSeconds(1));
        fill(2);
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            station.advance(Duration.ofSeconds(1));
            authorizer().learned(card("CAFE000" + (char) ('A' + i)), ACCEPTED);
            List<Entry> left = cache().entries();
            note(gone, "expired", left.stream().allMatch(Entry::valid));
            note(gone, "blocked", left.stream().allMatch(e -> e.status() == AuthorizationStatusEnumType.Accepted));
            note(gone, "oldest", authorizer().known(numbered(0)).isEmpty());
            note(gone, "second", authorizer().known(numbered(1)).isEmpty());
        }
        assertThat(gone).containsExactly("expired", "blocked", "oldest", "second");
    }

    private static void note(List<String> gone, String what, boolean isGone) {
        if (isGone && !gone.contains(what)) {
            gone.add(what);
        }
    }

    @Test
    void storageIsWhatIsUsed() {
        assertThat(storage()).isZero();
        authorizer().learned(CARD, ACCEPTED);
        int one = storage();
        assertThat(one).isBetween(100, 600);
        authorizer().learned(CARD, ACCEPTED.withGroupIdToken(GROUP));
        assertThat(storage()).isGreaterThan(one);
        int grouped = storage();
        restart();
        assertThat(storage()).as("counted anew").isEqualTo(grouped);
        authorizer().learned(OTHER, ACCEPTED);
        assertThat(storage()).isEqualTo(grouped + one);
        clear();
        assertThat(storage()).isZero();
    }

    @Test
    void storageHasTheLimitThatHolds() {
        VariableDefinition storage = AuthorizationVariables.of(TestModels.dc(1), PRODUCT).stream()
                .filter(definition -> definition.key().equals(AuthorizationVariables.CACHE_STORAGE))
                .findFirst()
                .orElseThrow();
        assertThat(storage.maxLimit()).isEqualTo(BigDecimal.valueOf(TokenCache.MOST_BYTES));
        assertThat(storage.unit()).isEqualTo("B");
    }

    @Test
    void showsNobodysTokenToThoseWhoReadTheStore() { // C10.FR.12
        authorizer().learned(CARD, ACCEPTED);
        String stored = station.state().keys().stream()
                        .map(key -> key + station.state().stored(key))
                        .collect(Collectors.joining())
                + cache().entries();
        assertThat(stored).contains("cache/");
        assertThat(stored.toUpperCase(Locale.ROOT)).doesNotContain("04A2B3C4");
        assertThat(cache().entries()).singleElement().satisfies(entry -> assertThat(entry.token())
                .matches("ISO14443:\\.\\.\\.C4 #[0-9a-f]{6}"));
    }

    /** By a hash with the station's salt: the same card is recognised, and nobody learns its number. */
    @Test
    void tellsTokensOfTheSameEndApart() {
        authorizer().learned(CARD, ACCEPTED);
        authorizer().learned(card("99A2B3C4"), ACCEPTED);
        List<String> shown = cache().entries().stream().map(Entry::token).toList();
        authorizer().learned(CARD, BLOCKED);
        assertThat(shown).doesNotHaveDuplicates().allMatch(token -> token.startsWith("ISO14443:...C4 #"));
        assertThat(cache().entries())
                .filteredOn(entry -> entry.status() == AuthorizationStatusEnumType.Blocked)
                .singleElement()
                .satisfies(entry -> assertThat(shown).contains(entry.token()));
    }

    @Test
    void tellsWhatIsInIt() {
        authorizer().learned(CARD, ACCEPTED.withGroupIdToken(GROUP).withEvseId(List.of(1)));
        station.advance(Duration.ofSeconds(1));
        Instant later = station.now();
        authorizer().learned(OTHER, BLOCKED.withCacheExpiryDateTime(later.plusSeconds(5)));
        assertThat(cache().enabled()).isTrue();
        assertThat(cache().entries().stream().map(TokenCacheTest::withoutTag))
                .containsExactly(
                        new Entry(
                                "ISO14443:...EF",
                                AuthorizationStatusEnumType.Blocked,
                                null,
                                List.of(),
                                later,
                                later.plusSeconds(5),
                                true),
                        new Entry(
                                "ISO14443:...C4",
                                AuthorizationStatusEnumType.Accepted,
                                "Central:...ET",
                                List.of(1),
                                later.minusSeconds(1),
                                later.minusSeconds(1).plusSeconds(2_592_000),
                                true));
    }

    private static Entry withoutTag(Entry entry) {
        return new Entry(
                entry.token().substring(0, entry.token().indexOf(" #")),
                entry.status(),
                entry.group(),
                entry.evseIds(),
                entry.updated(),
                entry.expires(),
                entry.valid());
    }

    @Test
    void agesByTheClockThatWasSetLater() {
        authorizer().learned(CARD, ACCEPTED);
        Instant wrong = station.now();
        station.tell(new StationEvent.ClockSet(wrong, wrong.plusSeconds(500), wrong.minusSeconds(5), Instant.EPOCH));
        assertThat(cache().entries()).extracting(Entry::updated).containsExactly(wrong.plusSeconds(500));
    }

    @Test
    void anotherSourceHasPriority() { // C13.FR.01, C14.FR.01
        authorizer().learned(CARD, ACCEPTED);
        station.offer(AuthorizationSource.class, new AuthorizationSource() {
            @Override
            public int rank() {
                return 10;
            }

            @Override
            public Optional<Authorization> find(IdTokenType idToken) {
                return idToken.equals(CARD)
                        ? Optional.of(new Authorization(CARD, BLOCKED, Source.CACHE))
                        : Optional.empty();
            }
        });
        expectAsked(CARD);
        station.goOffline();
        expectFromCache(CARD, AuthorizationStatusEnumType.Blocked);
    }

    @Test
    void whatTheCsmsSaidSinceABackupCounts() {
        Map<String, byte[]> backup = Map.of("cache/a", new byte[] {1});
        Map<String, byte[]> last = Map.of("cache/a", new byte[] {2});
        AuthorizationBlockFactory factory = new AuthorizationBlockFactory();
        assertThat(factory.restored(backup, last)).isSameAs(last);
        assertThat(factory.restored(backup, null)).isSameAs(backup);
    }

    @Test
    void aProductWithoutACacheHasNone() {
        BlockTester plain = BlockTester.of(new AuthorizationBlockFactory()).start();
        assertThat(plain.port(AuthorizationCache.class)).isEmpty();
        assertThat(plain.port(AuthorizationSource.class)).isEmpty();
        plain.port(Authorizer.class).orElseThrow().learned(CARD, ACCEPTED);
        assertThat(plain.request(ClearCacheRequest.of()).error()).contains(RpcErrorCode.NotSupported);
        assertThat(AuthorizationVariables.of(TestModels.dc(1), ProductFacts.read("{}")))
                .extracting(definition -> definition.key().component())
                .containsOnly("AuthCtrlr");
    }
}
