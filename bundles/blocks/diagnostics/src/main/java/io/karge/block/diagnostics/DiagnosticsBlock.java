package io.karge.block.diagnostics;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.CustomerInformationRequest;
import io.karge.ocpp.messages.GetLogRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.LogArchives;
import io.karge.station.LogSource;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;

/** The logs of one station (N01) and what it knows of customers (N09, N10). */
final class DiagnosticsBlock implements FunctionalBlock {
    private final StationContext context;
    private final Archives archives;
    private final LogUploads uploads;
    private final CustomerInformation customers;

    DiagnosticsBlock(StationContext context) {
        this.context = context;
        this.archives = new Archives(context);
        this.uploads = new LogUploads(context, archives);
        this.customers = new CustomerInformation(context);
    }

    @Override
    public void start() {
        archives.removeRemains();
        context.offer(LogArchives.class, archives);
        context.offer(LogSource.class, archives.hardware());
        uploads.start();
        customers.start();
    }

    @Override
    public void close() {
        archives.close();
    }

    @Override
    public void on(StationEvent event) {}

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof GetLogRequest get) {
            uploads.get(get, responder);
        } else if (request instanceof CustomerInformationRequest customer) {
            customers.on(customer, responder);
        } else {
            throw new IllegalArgumentException("diagnostics does not answer " + request.action());
        }
    }
}
