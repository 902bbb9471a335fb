package io.karge.driver.polling;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import java.util.List;

/**
 * What one look at the hardware shows. A vendor's own record implements it and holds what else the hardware tells and no
 * event of the API has as a state: how many cards were presented, how often a button was pressed. Immutable.
 */
public interface Picture {

    /** The cabinet. */
    CabinetState cabinet();

    /** Every EVSE of the model, in the order of their ids. */
    List<EvseState> evses();
}
