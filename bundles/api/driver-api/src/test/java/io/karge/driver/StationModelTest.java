package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StationModelTest {

    @Test
    void findsAnEvse() {
        StationModel model = model("Karge", Set.of(), evse(1), evse(2));

        assertThat(model.evse(2).evseId()).isEqualTo(2);
        assertThat(model.hasEvse(0)).isFalse();
        assertThat(model.hasEvse(3)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.evse(3))
                .withMessageContaining("there is no EVSE 3, the Test has 2");
    }

    @Test
    void knowsEveryCommand() {
        Set<String> all = Stream.of(HardwareCommand.class, HardwareCommand.OfStation.class)
                .flatMap(root -> Arrays.stream(root.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(model("Karge", all, evse(1)).commands()).isEqualTo(all).contains("AllowEnergy", "Reboot");
    }

    @Test
    void refusesACommandThatDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("Karge", Set.of("Explode"), evse(1)))
                .withMessageContaining("Explode");
    }

    @Test
    void refusesWhatBootNotificationCannotCarry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("V".repeat(51), Set.of(), evse(1)))
                .withMessageContaining("vendor");
    }

    @Test
    void refusesEvsesThatAreNotNumberedFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> model("Karge", Set.of(), evse(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> model("Karge", Set.of()));
    }

    @Test
    void refusesACommandThatItDoesNotListBeforeAnythingElse() {
        StationModel model = model("Karge", Set.of("StopEnergy"), evse(1));

        assertThat(model.refusal(new AllowEnergy(1, null))).containsInstanceOf(NotSupported.class);
        assertThat(model.refusal(new AllowEnergy(9, null))).containsInstanceOf(NotSupported.class);
        assertThat(model.refusal(new StopEnergy(1))).isEmpty();
    }

    @Test
    void refusesAnEvseThatItDoesNotHave() {
        StationModel model = model("Karge", Set.of("StopEnergy", "SetAvailability"), evse(1), evse(2));

        assertThat(model.refusal(new StopEnergy(2))).isEmpty();
        assertThat(model.refusal(new StopEnergy(3))).contains(new Rejected("there is no EVSE 3, the Test has 1 to 2"));
        assertThat(model.refusal(new StopEnergy(0))).as("of which EVSE?").isPresent();
        assertThat(model.refusal(new SetAvailability(0, true)))
                .as("all of them")
                .isEmpty();
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        List<EvseModel> evses = new ArrayList<>(List.of(evse(1)));
        StationModel model =
                new StationModel("d", "v", "m", ".*", ".*", evses, new ReaderModel(true, List.of()), 1, Set.of());
        evses.clear();

        assertThat(model.evses()).hasSize(1);
    }

    private static StationModel model(String vendor, Set<String> commands, EvseModel... evses) {
        return new StationModel(
                "test", vendor, "Test", ".*", ".*", List.of(evses), new ReaderModel(true, List.of()), 1, commands);
    }

    private static EvseModel evse(int evseId) {
        return new EvseModel(
                evseId,
                100_000,
                1_000,
                List.of(new ConnectorModel(1, "cCCS2", true, false, 0, 500, 1000)),
                new MeterModel(true, true, true, true, true));
    }
}
