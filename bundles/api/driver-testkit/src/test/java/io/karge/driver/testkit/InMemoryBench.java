package io.karge.driver.testkit;

import io.karge.driver.BootReason;
import io.karge.driver.DriverContext;
import io.karge.driver.Fault;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.FaultModel;
import java.time.Duration;

/** The cabinet in memory of the station {@code TEST-1} as a bench. */
class InMemoryBench implements HardwareBench {
    private final InMemoryDriverFactory factory;

    InMemoryBench(InMemoryDriverFactory factory) {
        this.factory = factory;
    }

    private InMemoryHardware hardware() {
        return factory.hardware("TEST-1");
    }

    @Override
    public StationModel model() {
        return factory.model();
    }

    @Override
    public StationDriver newDriver(DriverContext context) {
        return factory.create(context);
    }

    @Override
    public void cutLink() {
        hardware().cutLink();
    }

    @Override
    public void restoreLink() {
        hardware().restoreLink();
    }

    @Override
    public void deaf(boolean isDeaf) {
        hardware().deaf(isDeaf);
    }

    @Override
    public long commandsReceived() {
        return hardware().commandsReceived();
    }

    @Override
    public void plugIn(int evseId) {
        hardware().plugIn(evseId);
    }

    @Override
    public void unplug(int evseId) {
        hardware().unplug(evseId);
    }

    @Override
    public void vehicleWantsEnergy(int evseId, boolean wants) {
        hardware().vehicleWantsEnergy(evseId, wants);
    }

    @Override
    public void presentToken(int evseId, String uid) {
        hardware().presentToken(evseId, uid, model().reader().types().get(0));
    }

    @Override
    public void pressStop(int evseId) {
        hardware().pressStop(evseId);
    }

    @Override
    public void raiseFault(int evseId, FaultModel fault) {
        hardware().raiseFault(evseId, new Fault(fault.code(), ""));
    }

    @Override
    public void clearFault(int evseId, FaultModel fault) {
        hardware().clearFault(evseId, new Fault(fault.code(), ""));
    }

    @Override
    public void restart(Duration outage) {
        hardware().restart(BootReason.WATCHDOG, outage);
    }
}
