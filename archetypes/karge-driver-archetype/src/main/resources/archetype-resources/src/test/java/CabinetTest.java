package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.driver.polling.Outcome;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cabinet's words, and the wire that they come over. */
class CabinetTest {
    private static final StationModel MODEL = new CabinetDriverFactory().model();
    private static final int PHASES = MODEL.evse(1).connectors().get(0).phases();
    private static final String EVSE =
            "OK cable=0 vehicle=none contactors=0 service=1 fault=- energy=0 power=0 voltage=0"
                    + " current=0 offered=0 offeredCurrent=0 soc=- evcc=- stops=0";

    @Test
    void readsACabinetOverTcp() throws IOException {
        try (Simulator simulator = new Simulator(0, PHASES)) {
            simulator.cabinet().plugIn(1);
            Cabinet cabinet = over(new TcpWire("127.0.0.1", simulator.port()));

            Cabinet.Seen picture = cabinet.read(null);
            cabinet.close();

            assertThat(picture.cabinet().serialNumber()).isEqualTo("SIM-0001");
            assertThat(picture.evses().get(0).vehicle()).isEqualTo(VehicleState.WAITING);
            assertThat(cabinet.read(null).evses()).as("over a new connection").isNotEmpty();
            cabinet.close();
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        Simulator gone = new Simulator(0, PHASES);
        gone.close();

        assertThatIOException()
                .isThrownBy(() -> over(new TcpWire("127.0.0.1", gone.port())).read(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WHAT",
                "OK cable",
                "OK cable=1",
                "OK cable=2 vehicle=none",
                "OK cable=1 vehicle=flying",
                "NO such EVSE"
            })
    void makesNothingUpOfAnAnswerThatIsNone(String answer) {
        Cabinet cabinet = over(request -> request.equals("STATION")
                ? "OK serial=1 firmware=1.0.0 boots=1 reason=power cards=0 uid=- chosen=0"
                : answer);

        assertThatIOException().isThrownBy(() -> cabinet.read(null)).withMessageContaining("the cabinet");
    }

    @Test
    void takesANumberOnlyWithinItsRange() {
        Cabinet cabinet = over(request -> request.equals("STATION")
                ? "OK serial=1 firmware=1.0.0 boots=1 reason=power cards=0 uid=- chosen=0"
                : EVSE.replace("energy=0", "energy=-7"));

        assertThatIOException().isThrownBy(() -> cabinet.read(null)).withMessageContaining("energy=-7");
    }

    @Test
    void handsOnWhyTheCabinetRefuses() throws IOException {
        assertThat(over(request -> "NO the contactors are welded").perform(new StopEnergy(1)))
                .isEqualTo(Outcome.rejected("the contactors are welded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modbus-tcp://127.0.0.1:502", "tcp://127.0.0.1", "tcp:5025"})
    void refusesAUriThatIsNotItsOwn(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpWire.to(URI.create(uri)))
                .withMessageContaining("tcp://192.0.2.17:5025");
    }

    private static Cabinet over(Answers answers) {
        return over(new Wire() {
            @Override
            public String ask(String request) {
                return answers.to(request);
            }

            @Override
            public void close() {
                // there is nothing to let go of
            }
        });
    }

    private static Cabinet over(Wire wire) {
        return new Cabinet(MODEL, wire, new VirtualTime());
    }

    private interface Answers {
        String to(String request);
    }
}
