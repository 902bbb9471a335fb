package io.karge.routes.internal.transfer;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/**
 * One route for each family of protocols, so that {@code route:list} tells how many files each has moved and how many it
 * failed to. The body is a {@link Transfer}; what comes back is the length. The endpoints know nothing of a location.
 */
final class TransferRoutes extends RouteBuilder {
    private static final Map<String, String> FAMILIES =
            Map.of("http", "http", "https", "http", "ftp", "ftp", "ftps", "ftp", "sftp", "sftp");

    private final Map<String, Mover> movers;

    TransferRoutes(KnownHosts hosts) {
        movers = Map.of("http", new HttpMover(), "ftp", new FtpMover(), "sftp", new SftpMover(hosts));
    }

    /** The endpoint for a scheme that {@link Location} knows. */
    static String uri(String scheme) {
        return "direct:transfer-" + FAMILIES.get(scheme);
    }

    /** The ids of the routes. */
    static List<String> ids() {
        return FAMILIES.values().stream()
                .distinct()
                .map(family -> "transfer-" + family)
                .toList();
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler()); // attempts are the block's, and nothing of a failure may be logged by Camel
        movers.forEach((family, mover) -> from("direct:transfer-" + family + "?block=false")
                .routeId("transfer-" + family)
                .process(exchange -> exchange.getMessage()
                        .setBody(mover.move(exchange.getMessage().getMandatoryBody(Transfer.class)))));
    }
}
