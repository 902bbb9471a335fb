package io.karge.routes.internal;

import io.karge.routes.RouteTable;
import io.karge.station.HardwareBus;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.ManagementStatisticsLevel;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The one CamelContext of the gateway. Offers the hardware bus and the route table once it runs, and takes in the
 * routes of integrators: a RoutesBuilder service is added when it comes and removed when it goes.
 */
@Component(service = {})
public final class GatewayContext {
    private static final long STOP_SECONDS = 5;

    private final CamelContext context;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final Integrations integrations;

    @Activate
    public GatewayContext(BundleContext bundle) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        HardwareChannels channels = new HardwareChannels();
        start(context, channels);
        integrations = new Integrations(context);
        Dictionary<String, Object> named = FrameworkUtil.asDictionary(Map.of("camel.context.name", context.getName()));
        services.add(bundle.registerService(CamelContext.class, context, named));
        services.add(bundle.registerService(RouteTable.class, new CamelRouteTable(context), null));
        services.add(bundle.registerService(HardwareBus.class, new CamelHardwareBus(context, channels), null));
    }

    /** Configures the context fully and starts it. */
    static void start(CamelContext context, HardwareChannels channels) throws Exception {
        context.getCamelContextExtension().setName("gateway");
        context.setStreamCaching(false);
        context.setUseMDCLogging(false);
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        ManagementAgent management = context.getManagementStrategy().getManagementAgent();
        if (management != null) {
            management.setStatisticsLevel(ManagementStatisticsLevel.RoutesOnly);
            management.setMBeansLevel(ManagementMBeansLevel.RoutesOnly); // else 400 KiB more for each station
        }
        context.addComponent("driver", ChannelComponent.driver(channels));
        context.addComponent("station", ChannelComponent.station(channels));
        context.addComponent(TelemetryComponent.NAME, new TelemetryComponent());
        context.addRoutes(new HardwareRoutes());
        context.start();
    }

    @Deactivate
    public void stop() {
        services.forEach(ServiceRegistration::unregister);
        synchronized (context) { // as those who add and remove routes do
            context.stop();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addIntegration(RoutesBuilder builder) {
        integrations.add(builder);
    }

    void removeIntegration(RoutesBuilder builder) {
        integrations.remove(builder);
    }
}
