package io.karge.driver.hyc;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.modbus.ModbusLink;
import io.karge.driver.modbus.ModbusTcp;
import io.karge.driver.polling.PollingDriver;

/** Makes drivers of Hyperchargers: a {@link PollingDriver} over the cabinet's registers. */
public final class HycDriver {
    private HycDriver() {}

    /** A driver over any link; for a cabinet on the network see {@link #overTcp}. Opens nothing yet. */
    public static StationDriver over(ModbusLink link, StationModel model, DriverContext context, HycOptions options) {
        HycHardware hardware = new HycHardware(
                model,
                link,
                options.transferFolder() == null
                        ? null
                        : new ImageFolder(options.transferFolder(), context.stagingFolder()),
                context.time());
        return new PollingDriver<>(model, context, hardware, options.poll(), options.idlePoll());
    }

    /**
     * A driver for the cabinet that the context's URI names.
     *
     * @throws IllegalArgumentException when the URI is wrong; the message says what and the remedy
     */
    public static StationDriver overTcp(StationModel model, DriverContext context) {
        HycOptions options = HycOptions.parse(context.uri());
        ModbusLink link = new ModbusTcp(options.host(), options.port(), options.unitId(), options.timeout());
        return over(link, model, context, options);
    }
}
