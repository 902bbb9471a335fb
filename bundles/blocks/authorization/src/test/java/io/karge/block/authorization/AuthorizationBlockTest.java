package io.karge.block.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization;
import io.karge.station.Authorizer.Authorization.Source;
import io.karge.station.CallPermission;
import io.karge.station.ProductFacts;
import io.karge.station.Reply;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C01, C02, C15. */
class AuthorizationBlockTest {
    private static final IdTokenType CARD = IdTokenType.of("04A2B3C4", IdTokenEnumType.ISO14443);
    private static final ProductFacts PRODUCT = ProductFacts.read("{\"optionalFeatures\": {\"C-02\": true}}");

    private final BlockTester station = new BlockTester(new AuthorizationBlockFactory(), TestModels.dc(2), PRODUCT);
    private final List<Authorization> outcomes = new ArrayList<>();

    @BeforeEach
    void start() {
        station.start();
    }

    private void authorize(IdTokenType idToken) {
        station.port(Authorizer.class)
                .orElseThrow()
                .authorize(idToken, reply -> outcomes.add(((Reply.Answered<Authorization>) reply).result()));
    }

    private void expect(AuthorizationStatusEnumType status, Source source) {
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).info().status()).isEqualTo(status);
        assertThat(outcomes.get(0).source()).isEqualTo(source);
    }

    private void allowUnknownOffline(boolean allowed) {
        station.deviceModel().preset(AuthorizationVariables.UNKNOWN_OFFLINE, Boolean.toString(allowed));
    }

    @ParameterizedTest
    @EnumSource(AuthorizationStatusEnumType.class)
    void theCsmsDecidesWhileOnline(
            AuthorizationStatusEnumType status) { // C01.FR.02, C01.FR.04, C04, C06.FR.03, C08.FR.01
        authorize(CARD);
        assertThat(outcomes).isEmpty();
        assertThat(station.lastCall().request()).isEqualTo(AuthorizeRequest.of(CARD));
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.ACCEPTED);
        IdTokenInfoType info = IdTokenInfoType.of(status)
                .withEvseId(List.of(2))
                .withGroupIdToken(IdTokenType.of("G", IdTokenEnumType.Central));
        station.lastCall().answer(AuthorizeResponse.of(info));
        assertThat(outcomes).containsExactly(new Authorization(CARD, info, Source.CSMS));
    }

    @ParameterizedTest
    @CsvSource({"Accepted,Accepted,CSMS", "Blocked,Blocked,CSMS", "Maybe,Invalid,NO_VALID_ANSWER"})
    void aReadableStatusCountsInAnAnswerThatIsNoValidResponse(
            String said, AuthorizationStatusEnumType counts, Source by) throws JsonProcessingException {
        authorize(CARD);
        station.lastCall()
                .answerUnreadably(
                        "surprise is not allowed",
                        new ObjectMapper().readTree("{\"surprise\":1,\"idTokenInfo\":{\"status\":\"" + said + "\"}}"));
        expect(counts, by);
    }

    static Stream<Arguments> waysOfNoAnswer() {
        return Stream.of(
                Arguments.of("time-out", (Consumer<SentCall>) SentCall::timeOut),
                Arguments.of("lost connection", (Consumer<SentCall>) SentCall::loseConnection),
                Arguments.of("not sent", (Consumer<SentCall>) call -> call.notSent("offline")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfNoAnswer")
    void theOfflineRuleDecidesWhenNoAnswerComes(String name, Consumer<SentCall> noAnswer) {
        authorize(CARD);
        noAnswer.accept(station.lastCall());
        expect(AuthorizationStatusEnumType.Unknown, Source.OFFLINE_RULE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfNoAnswer")
    void noAnswerIsEnoughWhereUnknownIdsMayCharge(String name, Consumer<SentCall> noAnswer) {
        allowUnknownOffline(true);
        authorize(CARD);
        noAnswer.accept(station.lastCall());
        expect(AuthorizationStatusEnumType.Accepted, Source.OFFLINE_RULE);
    }

    @Test
    void aRefusalByTheCsmsIsNoAcceptance() {
        allowUnknownOffline(true);
        authorize(CARD);
        station.lastCall().refuse("InternalError", "no database");
        expect(AuthorizationStatusEnumType.Invalid, Source.NO_VALID_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOfflineRuleDecidesWhileOffline(boolean allowed) { // C15.FR.08
        allowUnknownOffline(allowed);
        station.goOffline();
        authorize(CARD);
        assertThat(station.calls()).isEmpty();
        expect(
                allowed ? AuthorizationStatusEnumType.Accepted : AuthorizationStatusEnumType.Unknown,
                Source.OFFLINE_RULE);
    }

    @Test
    void asksNobodyBeforeTheStationIsAccepted() { // field report C8, B02.FR.02
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        authorize(CARD);
        assertThat(station.calls()).isEmpty();
        expect(AuthorizationStatusEnumType.Unknown, Source.OFFLINE_RULE);
    }

    @Test
    void aStartButtonNeedsNoAuthorization() { // C02: nobody is asked
        authorize(IdTokenType.of("", IdTokenEnumType.NoAuthorization));
        assertThat(station.calls()).isEmpty();
        expect(AuthorizationStatusEnumType.Accepted, Source.OFFLINE_RULE);
    }

    @Test
    void everyRequestGetsItsOwnAnswer() {
        IdTokenType other = IdTokenType.of("DEADBEEF", IdTokenEnumType.ISO14443);
        authorize(CARD);
        authorize(other);
        station.calls().get(1).answer(AuthorizeResponse.of(IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked)));
        station.calls().get(0).answer(AuthorizeResponse.of(IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted)));
        assertThat(outcomes).extracting(Authorization::idToken).containsExactly(other, CARD);
    }

    @Test
    void theVariableForUnknownIdsIsThereWhereTheProductHasIt() { // C-02
        assertThat(keys(PRODUCT))
                .contains(AuthorizationVariables.UNKNOWN_OFFLINE)
                .contains(
                        VariableKey.of("AuthCtrlr", "AuthorizeRemoteStart"),
                        VariableKey.of("AuthCtrlr", "LocalAuthorizeOffline"),
                        VariableKey.of("AuthCtrlr", "LocalPreAuthorize"));
        assertThat(keys(ProductFacts.read("{}"))).doesNotContain(AuthorizationVariables.UNKNOWN_OFFLINE);
    }

    private static List<VariableKey> keys(ProductFacts product) {
        return new AuthorizationBlockFactory()
                .variables(TestModels.dc(1), product).stream()
                        .map(VariableDefinition::key)
                        .toList();
    }
}
