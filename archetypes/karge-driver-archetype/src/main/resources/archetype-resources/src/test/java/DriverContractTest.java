package ${package};

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.FaultModel;
import io.karge.driver.testkit.DriverContract;
import io.karge.driver.testkit.HardwareBench;
import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What every driver promises, in virtual time: the cabinet is asked without a wire. */
class DriverContractTest extends DriverContract {
    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new Bench(time);
    }

    private static final class Bench implements HardwareBench, Wire {
        private final CabinetDriverFactory factory = new CabinetDriverFactory();
        private final VirtualTime time;
        private final SimulatedCabinet cabinet;
        private boolean cut;

        Bench(VirtualTime time) {
            this.time = time;
            cabinet = new SimulatedCabinet(model().evse(1).connectors().get(0).phases(), time::nanoTime);
        }

        @Override
        public String ask(String request) throws IOException {
            if (cut) {
                throw new IOException("no route to the cabinet");
            }
            String answer = cabinet.answer(request);
            if (answer.isEmpty()) {
                throw new SocketTimeoutException("the cabinet does not answer");
            }
            return answer;
        }

        @Override
        public void close() {
            // there is nothing to let go of
        }

        @Override
        public StationModel model() {
            return factory.model();
        }

        @Override
        public StationDriver newDriver(DriverContext context) {
            return factory.create(context, this);
        }

        @Override
        public void cutLink() {
            cut = true;
        }

        @Override
        public void restoreLink() {
            cut = false;
        }

        @Override
        public void deaf(boolean isDeaf) {
            cabinet.deaf(isDeaf);
        }

        @Override
        public long commandsReceived() {
            return cabinet.commandsReceived();
        }

        @Override
        public void plugIn(int evseId) {
            cabinet.plugIn(evseId);
        }

        @Override
        public void unplug(int evseId) {
            cabinet.unplug(evseId);
        }

        @Override
        public void vehicleWantsEnergy(int evseId, boolean wants) {
            cabinet.vehicleWantsEnergy(evseId, wants);
        }

        @Override
        public void presentToken(int evseId, String uid) {
            cabinet.presentCard(uid, evseId);
        }

        @Override
        public void pressStop(int evseId) {
            cabinet.pressStop(evseId);
        }

        @Override
        public void raiseFault(int evseId, FaultModel fault) {
            cabinet.groundFailure(evseId, true);
        }

        @Override
        public void clearFault(int evseId, FaultModel fault) {
            cabinet.groundFailure(evseId, false);
        }

        @Override
        public void restart(Duration outage) {
            cabinet.restart("watchdog");
            cut = true;
            time.schedule(outage, () -> cut = false);
        }
    }
}
