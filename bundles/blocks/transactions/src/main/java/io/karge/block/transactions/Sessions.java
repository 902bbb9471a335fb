package io.karge.block.transactions;

import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of a station, durable. A session is kept under its EVSE ({@code session/<evseId>}) or, while it waits
 * for a plug at any EVSE, under the next free number ({@code waiting/<n>}); keys are used again.
 */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String AT_EVSE = "session/";
    private static final String WAITING = "waiting/";

    private final BlockState state;
    private final Map<String, Session> sessions = new TreeMap<>();

    Sessions(BlockState state) {
        this.state = state;
        sessions.putAll(state.all(AT_EVSE, Session.class));
        sessions.putAll(state.all(WAITING, Session.class));
    }

    /** Whether a session is kept under the key. */
    static boolean isKey(String key) {
        return key.startsWith(AT_EVSE) || key.startsWith(WAITING);
    }

    /** The transactions that run in stored sessions, as far as these can be read. */
    static Stream<String> running(Map<String, byte[]> stored) {
        return stored.entrySet().stream()
                .filter(entry -> isKey(entry.getKey()))
                .flatMap(entry -> transactionOf(entry.getKey(), entry.getValue()));
    }

    private static Stream<String> transactionOf(String key, byte[] stored) {
        try {
            return Stream.ofNullable(StoredRecord.read(stored, Session.class).progress())
                    .map(Progress::transactionId);
        } catch (IllegalArgumentException damaged) {
            LOG.debug("{} is no session", key, damaged);
            return Stream.empty();
        }
    }

    /** The key under which the session of an EVSE is kept. */
    static String key(int evseId) {
        return AT_EVSE + evseId;
    }

    /** The EVSE that a key names, 0 when its session waits for a plug. */
    static int evseId(String key) {
        return key.startsWith(AT_EVSE) ? Integer.parseInt(key.substring(AT_EVSE.length())) : 0;
    }

    /** A key for another session that waits for a plug. */
    String newWaiting() {
        int free = 0;
        while (sessions.containsKey(WAITING + free)) {
            free++;
        }
        return WAITING + free;
    }

    Optional<Session> get(String key) {
        return Optional.ofNullable(sessions.get(key));
    }

    Optional<Session> at(int evseId) {
        return get(key(evseId));
    }

    void put(String key, Session session) {
        if (!session.equals(sessions.put(key, session))) {
            state.put(key, session);
        }
    }

    void remove(String key) {
        if (sessions.remove(key) != null) {
            state.remove(key);
        }
    }

    /** All, those at an EVSE first, in the order of the EVSEs. */
    List<Map.Entry<String, Session>> all() {
        return sessions.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(entry -> order(entry.getValue())))
                .toList();
    }

    private static int order(Session session) {
        return session.evseId() == 0 ? Integer.MAX_VALUE : session.evseId();
    }

    /** Where the session with this transaction is kept. */
    Optional<String> keyOf(String transactionId) {
        return all().stream()
                .filter(entry -> {
                    Progress progress = entry.getValue().progress();
                    return progress != null && progress.transactionId().equals(transactionId);
                })
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The authorization that has waited longest for a plug and is allowed at this EVSE. */
    Optional<String> waitingFor(int evseId) {
        return sessions.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(WAITING))
                .filter(entry -> entry.getValue().grant().allows(evseId))
                .min(Comparator.comparing(entry -> Sessions.since(entry.getValue())))
                .map(Map.Entry::getKey);
    }

    /** When the vehicle was plugged in; before everything else when none is. */
    static Instant pluggedAt(Session session) {
        Instant at = session.pluggedAt();
        return at == null ? Instant.MIN : at;
    }

    private static Instant since(Session session) {
        Instant since = session.waitingSince();
        return since == null ? Instant.MAX : since;
    }
}
