package io.karge.block.provisioning;

import io.karge.ocpp.messages.SetNetworkProfileRequest;
import io.karge.ocpp.messages.SetNetworkProfileResponse;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.NetworkProfiles;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers SetNetworkProfile (B09); what is set counts from the next boot on (B10). */
final class NetworkProfileRequests {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkProfileRequests.class);

    private final StationContext context;

    NetworkProfileRequests(StationContext context) {
        this.context = context;
    }

    void answer(SetNetworkProfileRequest request, Responder responder) {
        NetworkProfiles profiles = context.networkProfiles();
        int slot = request.configurationSlot();
        Optional<StatusInfoType> refusal = profiles.refusal(slot, request.connectionData());
        if (refusal.isPresent()) {
            responder.answer(SetNetworkProfileResponse.of(SetNetworkProfileStatusEnumType.Rejected)
                    .withStatusInfo(refusal.get()));
            return;
        }
        profiles.set(slot, request.connectionData());
        LOG.info(
                "station={} the CSMS sets network profile slot={} url={} securityProfile={}; it counts after a reboot",
                context.stationId(),
                slot,
                request.connectionData().ocppCsmsUrl(),
                request.connectionData().securityProfile());
        responder.answer(SetNetworkProfileResponse.of(SetNetworkProfileStatusEnumType.Accepted));
    }
}
