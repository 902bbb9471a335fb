package io.karge.runtime.internal;

import io.karge.ocpp.types.IdTokenType;
import io.karge.station.CustomerRecords;
import io.karge.station.DiscardedMessage;
import io.karge.station.IdTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the runtime holds of customers (N09, N10): copies of messages that the CSMS has not got, in the state of the station and
 * in files. Its logs hold tokens as hashes only. On the loop.
 */
final class StoredCustomers implements CustomerRecords {
    private final StationCore core;
    private final UndeliveredCopies copies;

    StoredCustomers(StationCore core, UndeliveredCopies copies) {
        this.core = core;
        this.copies = copies;
    }

    @Override
    public List<String> about(IdTokenType idToken) {
        return naming(idToken).values().stream().map(StoredCustomers::line).toList();
    }

    private static String line(DiscardedMessage message) {
        return "Given up, and kept: a " + message.action() + ", " + message.about();
    }

    @Override
    public List<String> clear(IdTokenType idToken) {
        List<String> lines = new ArrayList<>();
        naming(idToken).forEach((path, message) -> {
            int slash = path.indexOf('/');
            core.blocks().eraseDiscarded(path.substring(0, slash), path.substring(slash + 1), idToken, core.state());
            lines.add(line(message) + ": token erased");
        });
        return lines;
    }

    private SortedMap<String, DiscardedMessage> naming(IdTokenType idToken) {
        SortedMap<String, DiscardedMessage> naming = new TreeMap<>();
        Undelivered.discarded(core.state(), core.stationId())
                .discarded()
                .forEach((path, stored) -> DiscardedMessage.read(stored)
                        .filter(message -> IdTokens.isIn(message.payload(), idToken))
                        .ifPresent(message -> naming.put(path, message)));
        return naming;
    }

    @Override
    public List<FileSearch> files(IdTokenType idToken, boolean clear) {
        String stationId = core.stationId();
        return List.of(() -> copies.about(stationId, idToken, clear));
    }
}
