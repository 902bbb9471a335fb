package io.karge.block.datatransfer;

import io.karge.station.DataTransferHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers that are there. Of two for the same vendor the first is asked, the other when that has gone. Thread-safe. */
@Component(service = Vendors.class)
public final class Vendors {
    private static final Logger LOG = LoggerFactory.getLogger(Vendors.class);

    private final List<DataTransferHandler> handlers = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(DataTransferHandler handler) {
        find(handler.vendorId())
                .ifPresent(first -> LOG.warn(
                        "vendorId={} has two handlers: {} answers, {} waits until that is removed",
                        handler.vendorId(),
                        first.getClass().getName(),
                        handler.getClass().getName()));
        handlers.add(handler);
    }

    void removeHandler(DataTransferHandler handler) {
        handlers.remove(handler);
    }

    Optional<DataTransferHandler> find(String vendorId) {
        return handlers.stream()
                .filter(handler -> handler.vendorId().equals(vendorId))
                .findFirst();
    }
}
