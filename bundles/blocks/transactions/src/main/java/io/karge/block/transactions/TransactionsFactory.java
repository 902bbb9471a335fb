package io.karge.block.transactions;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.DurableQueues;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Brings functional block E, transactions, to every station. */
@Component
public final class TransactionsFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.GetTransactionStatus);
    }

    /** Whether a connector is usable is decided before a session asks for it. */
    @Override
    public Set<String> hearsAfter() {
        return Set.of("availability");
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return TransactionVariables.of(model, product);
    }

    /** Those that run, and those with events that the CSMS has not confirmed. */
    @Override
    public List<String> openTransactions(Map<String, byte[]> stored) {
        return Stream.concat(Sessions.running(stored), DeliveryQueue.transactions(stored))
                .distinct()
                .toList();
    }

    /**
     * All that the block stores has happened, so the store that was in use last has it: what ended since the backup does not
     * go on, what began since does, and no seqNo is used twice. Where that store is not known, no transaction of the backup
     * goes on: it would take the energy of whoever charges there now, and repeat seqNos. People are told to close it in the
     * CSMS, which they can, while a bill to the wrong driver stays. Its events that waited wait again, see the default.
     */
    @Override
    public Map<String, byte[]> restored(Map<String, byte[]> backup, @Nullable Map<String, byte[]> last) {
        if (last != null) {
            return last;
        }
        Map<String, byte[]> now = new TreeMap<>(backup);
        now.keySet().removeIf(key -> Sessions.isKey(key) || EndedSamples.isKey(key));
        return now;
    }

    /** Its transactions of then do not go on, whoever charges there now, but end. */
    @Override
    public Map<String, byte[]> rejoined(
            Map<String, byte[]> before, Map<String, byte[]> since, Map<String, MeterReading> readings) {
        return DurableQueues.joined(since, new InterruptedSessions(before, readings).ended(), since);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new TransactionsBlock(context);
    }
}
