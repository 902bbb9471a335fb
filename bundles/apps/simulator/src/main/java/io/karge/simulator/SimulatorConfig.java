package io.karge.simulator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One simulated cabinet: {@code etc/io.karge.simulator-<name>.cfg}. */
@ObjectClassDefinition(name = "Karge simulator", description = "A simulated Hypercharger")
@interface SimulatorConfig {

    @AttributeDefinition(description = "1 to 20 letters, digits, '.', '-', '_'; unique")
    String name() default "";

    @AttributeDefinition(description = "The product, as a driver id: hyc-400-us, hyc-200-us, hyc-400-eu, hyc-200-eu")
    String model() default "";

    @AttributeDefinition(description = "TCP port of the Modbus server")
    String port() default "";

    @AttributeDefinition(description = "Address of the Modbus server")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Firmware version that the cabinet was delivered with")
    String firmware() default "3.0.0";

    @AttributeDefinition(description = "Folder in which firmware images arrive; without it updates are rejected")
    String transferFolder() default "";

    @AttributeDefinition(description = "The charge point id that the cabinet reports; the name if empty")
    String stationId() default "";
}
