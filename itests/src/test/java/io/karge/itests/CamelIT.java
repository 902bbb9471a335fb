package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.junit.Test;

/** The wrapped Camel finds its components and languages in the container. */
public class CamelIT extends DistributionTestSupport {
    @Test
    public void carriesAMessageFromDirectOverSedaToTheLog() throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        try (CamelContext camel = new OsgiDefaultCamelContext(context)) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in?block=false").to("seda:queue?discardWhenFull=true");
                    from("seda:queue")
                            .setBody(simple("${body} from ${routeId}"))
                            .to("log:io.karge.itests")
                            .process(exchange ->
                                    arrived.add(exchange.getMessage().getBody(String.class)));
                }
            });
            camel.start();

            camel.createProducerTemplate().sendBody("direct:in", "hello");

            assertThat(arrived.poll(5, TimeUnit.SECONDS)).startsWith("hello from route");
        }
    }

    @Test
    public void findsTheComponentsAndConverters() throws Exception {
        try (CamelContext camel = new OsgiDefaultCamelContext(context)) {
            camel.start();

            for (String name : new String[] {"direct", "seda", "log", "timer", "file", "bean", "scheduler"}) {
                assertThat(camel.getComponent(name)).as(name).isNotNull();
            }
            assertThat(camel.resolveLanguage("simple")).isNotNull();
            assertThat(camel.getTypeConverter().convertTo(Integer.class, "42")).isEqualTo(42);
        }
    }
}
