package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functional blocks of one life of a station, in the order of their names. On the loop, in steps only. */
final class Blocks {
    /** Without these no session may run. */
    static final List<String> REQUIRED = List.of("provisioning", "transactions");

    private final String stationId;
    private final StationModel model;
    private final ProductFacts product;
    private final StationDeviceModel deviceModel;
    private final ProblemList problems;
    private final Function<FunctionalBlockFactory, BlockContext> contexts;
    private final SortedMap<String, Block> blocks = new TreeMap<>();

    Blocks(
            String stationId,
            StationModel model,
            ProductFacts product,
            StationDeviceModel deviceModel,
            ProblemList problems,
            Function<FunctionalBlockFactory, BlockContext> contexts) {
        this.stationId = stationId;
        this.model = model;
        this.product = product;
        this.deviceModel = deviceModel;
        this.problems = problems;
        this.contexts = contexts;
    }

    /** Makes and starts a block that is not there yet; one that be made is a problem of the station and is left out. */
    Optional<Block> add(FunctionalBlockFactory factory) {
        String name = factory.name();
        if (blocks.containsKey(name)) {
            return Optional.empty();
        }
        BlockGuard guard = new BlockGuard(stationId, name);
        List<Block> made = new ArrayList<>();
        boolean good = guard.call("creation", () -> made.add(make(factory, guard)));
        if (!good) {
            deviceModel.remove(name);
            problems.raise(
                    "block." + name,
                    "The block " + name + " cannot run at this station",
                    "it failed when it was made; the log has the reason",
                    "Install a version that fits");
            return Optional.empty();
        }
        problems.clear("block." + name);
        Block block = made.get(0);
        blocks.put(name, block);
        block.start();
        return Optional.of(block);
    }

    private Block make(FunctionalBlockFactory factory, BlockGuard guard) {
        deviceModel.add(factory.name(), factory.variables(model, product));
        BlockContext context = contexts.apply(factory);
        FunctionalBlock block = factory.create(context);
        return new Block(factory, block, context, guard);
    }

    /** Closes a block and takes its variables away; empty when it was not there. */
    Optional<Block> remove(FunctionalBlockFactory factory) {
        Block block = blocks.get(factory.name());
        if (block == null || block.factory() != factory) {
            return Optional.empty();
        }
        block.close();
        blocks.remove(block.name());
        deviceModel.remove(block.name());
        return Optional.of(block);
    }

    void deliver(StationEvent event) {
        for (Block block : List.copyOf(blocks.values())) {
            block.on(event);
        }
    }

    void close() {
        blocks.values().forEach(Block::close);
        blocks.clear();
    }

    Optional<Block> answering(Action action) {
        return blocks.values().stream()
                .filter(block -> block.factory().answers().contains(action))
                .findFirst();
    }

    /** What the first block that has such a message says to the CSMS's wish for it. */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return blocks.values().stream()
                .flatMap(block -> block.trigger(message, evse).stream())
                .findFirst();
    }

    boolean has(String name) {
        return blocks.containsKey(name);
    }

    /** The blocks that a session needs and that are not there. */
    List<String> missing() {
        return REQUIRED.stream().filter(name -> !blocks.containsKey(name)).toList();
    }
}
