package io.karge.block.metering;

import io.karge.station.DeviceModel;
import io.karge.station.SampleOccasion;
import io.karge.station.VariableKey;
import java.time.Duration;
import java.util.List;

/** The variables of an occasion to take meter values (Part 2, 2.7), and how the product calls its measurands. */
enum Occasion {
    TX_STARTED("SampledDataCtrlr", "TxStartedMeasurands", "", "txStarted"),
    TX_UPDATED("SampledDataCtrlr", "TxUpdatedMeasurands", "TxUpdatedInterval", "txUpdated"),
    TX_ENDED("SampledDataCtrlr", "TxEndedMeasurands", "TxEndedInterval", "txEnded"),
    ALIGNED("AlignedDataCtrlr", "Measurands", "Interval", "aligned"),
    ALIGNED_TX_ENDED("AlignedDataCtrlr", "TxEndedMeasurands", "TxEndedInterval", "alignedTxEnded");

    static final String SIGN_READINGS = "SignReadings";

    private final String controller;
    private final String measurands;
    private final String interval;
    private final String product;

    Occasion(String controller, String measurands, String interval, String product) {
        this.controller = controller;
        this.measurands = measurands;
        this.interval = interval;
        this.product = product;
    }

    static Occasion of(SampleOccasion occasion) {
        return valueOf(occasion.name());
    }

    VariableKey measurands() {
        return VariableKey.of(controller, measurands);
    }

    /** The name under which the product file lists the measurands. */
    String product() {
        return product;
    }

    /** The configured measurands, none when the controller is switched off. */
    List<String> measurands(DeviceModel model) {
        return model.bool(enabled(), true) ? model.list(measurands()) : List.of();
    }

    /** The configured interval, zero when nothing is to be taken. */
    Duration interval(DeviceModel model) {
        return Duration.ofSeconds(model.bool(enabled(), true) ? model.integer(interval(), 0) : 0);
    }

    /** Whether registers are told as the meter has signed them. */
    boolean signs(DeviceModel model) {
        return model.bool(VariableKey.of(controller, SIGN_READINGS), false);
    }

    /** Whether a change of this variable changes when values are taken. */
    boolean isTimedBy(VariableKey variable) {
        return variable.equals(interval()) || variable.equals(enabled());
    }

    private VariableKey enabled() {
        return VariableKey.of(controller, "Enabled");
    }

    private VariableKey interval() {
        return VariableKey.of(controller, interval);
    }
}
