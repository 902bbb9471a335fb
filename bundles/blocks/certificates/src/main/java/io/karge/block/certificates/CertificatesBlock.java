package io.karge.block.certificates;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.DeleteCertificateRequest;
import io.karge.ocpp.messages.GetInstalledCertificateIdsRequest;
import io.karge.ocpp.messages.InstallCertificateRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;

/** The root certificates of one station, as its CSMS manages them (M03, M04, M05). */
final class CertificatesBlock implements FunctionalBlock {
    private final Installation installation;
    private final InstalledCertificates installed;
    private final Deletion deletion;

    CertificatesBlock(StationContext context) {
        this.installation = new Installation(context);
        this.installed = new InstalledCertificates(context);
        this.deletion = new Deletion(context);
    }

    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public void on(StationEvent event) {}

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof InstallCertificateRequest install) {
            responder.answer(installation.answer(install));
        } else if (request instanceof GetInstalledCertificateIdsRequest get) {
            responder.answer(installed.answer(get));
        } else if (request instanceof DeleteCertificateRequest delete) {
            responder.answer(deletion.answer(delete));
        } else {
            throw new IllegalArgumentException("certificates does not answer " + request.action());
        }
    }
}
