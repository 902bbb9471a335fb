package io.karge.station;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * Asked about a store that the gateway has lost, so that people can close them; nothing goes on from it.
     *
     * @param stored the entries of the block by their keys; some may be missing or damaged, which are passed over
     */
    default List<String> openTransactions(Map<String, byte[]> stored) {
        return List.of();
    }

    /** Makes the block of one station. Called on the station's loop; the block begins with {@code start}. */
    FunctionalBlock create(StationContext context);
}
