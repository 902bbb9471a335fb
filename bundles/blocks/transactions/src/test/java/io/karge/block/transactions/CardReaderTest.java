package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a card at the shared reader means (C01, C09, E07). */
class CardReaderTest {
    private final Site site = new Site();

    @Test
    void doesNothingWithACardThatIsNotAccepted() { // TC_C_02
        site.known.put(Site.CARD, IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid));
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);

        assertThat(site.story()).isEmpty();
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void authorizesAForeignCardAndIgnoresIt() { // TC_C_04
        site.start();
        site.charge(1, Site.CARD);
        site.present(Site.OTHER, 1);

        assertThat(site.asked).endsWith(Site.OTHER);
        assertThat(site.story()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Accepted, true", "Invalid, false"})
    void stopsByACardOfTheGroupThatIsAccepted(AuthorizationStatusEnumType status, boolean stops) { // TC_C_39, C_42
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.known.put(Site.OTHER, IdTokenInfoType.of(status).withGroupIdToken(Site.GROUP));
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.present(Site.OTHER);

        assertThat(site.control().active()).hasSize(1);
        if (stops) {
            site.energyEnds(1);
            assertThat(site.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
        } else {
            assertThat(site.story()).hasSize(2);
        }
    }

    @Test
    void givesACardToTheVehicleThatWasPluggedInLast() {
        site.start();
        site.plugIn(1);
        site.wait(Duration.ofSeconds(1));
        site.plugIn(2);
        site.present(Site.CARD);
        site.present(Site.OTHER);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=2",
                        "0 Started Authorized EVConnected token=DEADBEEF evse=1");
    }

    @Test
    void letsAStrangerNotContinueAtAVehicleThatHasFinished() {
        site.start();
        site.charge(1, Site.CARD);
        site.present(Site.CARD);
        site.energyEnds(1);
        site.present(Site.OTHER);
        assertThat(site.control().onEvse(1)).isEmpty();

        site.present(Site.CARD);
        assertThat(site.control().onEvse(1)).isPresent();
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void keepsToTheEvsesThatTheTokenIsAllowedAt() { // C01.FR.21
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withEvseId(List.of(2)));
        site.start();
        site.present(Site.CARD, 1);
        site.present(Site.CARD);
        site.plugIn(1);
        site.plugIn(2);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void asksOnceForACardThatIsHeldToTheReaderTwice() {
        site.holdAuthorizations = true;
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.present(Site.CARD);

        assertThat(site.asked).containsExactly(Site.CARD);
    }

    @Test
    void takesNobodyBeforeTheCsmsHasEverAcceptedIt() {
        site.tester.lifeCycle().setRegistration(null);
        site.tester.lifeCycle().setConnected(false);
        site.start();
        site.present(Site.CARD);
        assertThat(site.control().active()).isEmpty();

        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        site.tester.tell(new StationEvent.Registered(RegistrationStatusEnumType.Accepted));
        site.tester.close();
        site.tester.lifeCycle().setRegistration(null);
        site.start();
        site.present(Site.CARD);
        assertThat(site.control().active()).hasSize(1);
    }
}
