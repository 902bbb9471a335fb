package io.karge.station;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a functional block for each station. Registered as an OSGi service by the block's bundle; while it is there
 * every station has the block, when it goes the block is closed on every loop first and then taken away.
 */
public interface FunctionalBlockFactory {

    /** The block's name, unique and equal to its feature without {@code karge-}, for example {@code transactions}. */
    String name();

    /**
     * The blocks that are told of an event before this one, where they are there: those whose ports this block asks when
     * it hears of it. Between blocks that name no order there is none to rely on.
     */
    default Set<String> hearsAfter() {
        return Set.of();
    }

    /** The actions of the CSMS that this block answers. No two blocks answer the same one. */
    Set<Action> answers();

    /** The variables that this block brings to a station of this model and product. */
    List<VariableDefinition> variables(StationModel model, ProductFacts product);

    /**
     * The ids of the transactions that the CSMS may still hold for open, going by what this block has stored of a station.
     * Asked about a store that the gateway has lost, or a backup that was restored, so that people can close them.
     *
     * @param stored the entries of the block by their keys; some may be missing or damaged, which are passed over
     */
    default List<String> openTransactions(Map<String, byte[]> stored) {
        return List.of();
    }

    /**
     * What the block goes on with at a station after a backup was restored. A backup is older than what has happened: what
     * others know of (a transaction, a message on its way) is as it was in the store that was in use until then, and what
     * was merely set is as in the backup. Without an override that is: the messages of the block's queues, and the copies of
     * what they have given up, as they were last.
     * Where that is not known those of the backup wait again, because a message that comes twice does less harm than one
     * that is lost; the runtime adds them too where the store of then had itself begun after an unreadable one. Called before the station begins, on any thread.
     *
     * @param backup the entries of the block by their keys, as restored
     * @param last its entries in the store that was in use until then; null when that is not known
     * @return the entries that the block has from now on
     */
    default Map<String, byte[]> restored(Map<String, byte[]> backup, @Nullable Map<String, byte[]> last) {
        if (last == null) {
            return backup;
        }
        Map<String, byte[]> now = new TreeMap<>(backup);
        now.entrySet().removeIf(entry -> DurableQueues.isMessage(entry.getKey(), entry.getValue()));
        last.forEach((key, stored) -> {
            if (DurableQueues.isMessage(key, stored)) {
                now.put(key, stored);
            }
        });
        return now;
    }

    /**
     * What the block goes on with at a station when what it had stored can be read again. It could not while the master key
     * was away that it is encrypted with, and the block had begun anew meanwhile. Without an override: what it had stored
     * where it has stored nothing since; otherwise as after a backup was restored, with the messages of then in front of
     * those of now ({@link DurableQueues#joined}). Called before the station begins, on any thread.
     *
     * @param before the entries of the block by their keys, as they were when the key went away
     * @param since its entries now
     * @param readings what was read last of the meters of transactions that ran then, by transactionId, where that is known
     * @return the entries that the block has from now on
     */
    default Map<String, byte[]> rejoined(
            Map<String, byte[]> before, Map<String, byte[]> since, Map<String, MeterReading> readings) {
        return since.isEmpty() ? before : DurableQueues.joined(restored(before, since), before, since);
    }

    /** Makes the block of one station. Called on the station's loop; the block begins with {@code start}. */
    FunctionalBlock create(StationContext context);
}
