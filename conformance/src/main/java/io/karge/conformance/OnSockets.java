package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.conformance.lab.Traffic;
import io.karge.testsystem.CsmsStation;
import io.karge.time.TimeSource;
import java.util.Optional;

/** Where a station connects whose case is about the connection: a laboratory of its own. */
final class OnSockets implements CsmsEndpoint {
    private final Laboratory laboratory;

    OnSockets(Laboratory.Site site, TestCsms csms, TimeSource time, Traffic traffic) {
        laboratory = new Laboratory(
                site,
                time,
                (id, request) -> csms.answer(request),
                new Laboratory.Observer() {
                    @Override
                    public void attempted() {
                        csms.attempted();
                    }

                    @Override
                    public void exchanged(boolean fromStation, String text) {
                        csms.exchanged(fromStation, text);
                    }
                },
                traffic);
    }

    Laboratory laboratory() {
        return laboratory;
    }

    @Override
    public Optional<CsmsStation> station() {
        return laboratory.station();
    }

    @Override
    public void send(String text) {
        laboratory.send(text);
    }

    @Override
    public void close() {
        laboratory.disconnect();
    }

    @Override
    public void admit(boolean admitted) {
        laboratory.admit(admitted);
    }
}
