package io.karge.runtime.internal;

import io.karge.devicemodel.StationDeviceModel;
import io.karge.driver.StationModel;
import io.karge.failure.FailureWords;
import io.karge.ocpp.Action;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.runtime.internal.loop.StationState;
import io.karge.runtime.internal.loop.Steps;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.BlockState;
import io.karge.station.DiscardedMessage;
import io.karge.station.DurableQueues;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.QueueState;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functional blocks of a station from boot to boot. One that fails is made anew from what is stored, unless it keeps
 * failing. On the loop, in steps only.
 */
final class Blocks {
    private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

    /** Without these no session may run. */
    static final List<String> REQUIRED = List.of("provisioning", "transactions");

    /** Without these sessions are not what people expect, in the order in which people are told. */
    static final List<String> NEEDED = List.of("provisioning", "authorization", "availability", "transactions");

    /** Who takes away what a block leaves behind, and shows a new one how the station is. */
    interface Listener {
        /** A block was closed or has failed; nothing comes from it any more. */
        void gone(BlockEpoch epoch, boolean failed);

        /** A block has begun. */
        void begun(Block block);
    }

    private final String stationId;
    private final StationModel model;
    private final ProductFacts product;
    private final StationDeviceModel deviceModel;
    private final Steps steps;
    private final UndoLog undo;
    private final ProblemList problems;
    private final Function<BlockEpoch, BlockContext> contexts;
    private final Listener listener;
    private final BlockFailures failures;
    private final List<Block> blocks = new ArrayList<>();

    Blocks(
            StationParts parts,
            StationModel model,
            ProductFacts product,
            StationDeviceModel deviceModel,
            Steps steps,
            UndoLog undo,
            Function<BlockEpoch, BlockContext> contexts,
            Listener listener) {
        this.stationId = parts.stationId();
        this.model = model;
        this.product = product;
        this.deviceModel = deviceModel;
        this.steps = steps;
        this.undo = undo;
        this.problems = parts.problems();
        this.contexts = contexts;
        this.listener = listener;
        this.failures = new BlockFailures(parts.time());
    }

    /** Makes the blocks that are not there yet, in the order in which they hear of events. */
    void addAll(Collection<FunctionalBlockFactory> factories) {
        HearingOrder.of(factories).forEach(this::add);
    }

    /** Makes and starts a block, unless one of its name is there. */
    void add(FunctionalBlockFactory factory) {
        if (!has(factory.name())) {
            failures.forget(factory.name());
            problems.clear(problem(factory.name()));
            begin(factory);
        }
    }

    private void begin(FunctionalBlockFactory factory) {
        BlockEpoch epoch = new BlockEpoch(stationId, factory.name(), undo, this::failed);
        Block block = new Block(factory, contexts.apply(epoch), epoch);
        blocks.add(block);
        List<Block> inOrder = HearingOrder.sorted(blocks, Block::factory);
        blocks.clear();
        blocks.addAll(inOrder);
        block.start(() -> deviceModel.add(factory.name(), factory.variables(model, product)));
        if (!epoch.isOver()) {
            listener.begun(block);
        }
    }

    /** The stack is that of whoever called the block: it is made anew when that is done. */
    private void failed(BlockEpoch epoch, String what, Throwable why) {
        String name = epoch.block();
        LOG.error("station={} block={} failed at {}", stationId, name, what, why);
        boolean again = failures.mayBeMadeAnew(name);
        problems.raise(
                problem(name),
                again
                        ? "The block " + name + " has failed and was made anew"
                        : "The block " + name + " keeps failing and is left out",
                "it failed at " + what + ": " + FailureWords.of(why),
                again
                        ? "Nothing that was stored is lost; report it with the log, which has the details"
                        : "Install a version that works; station:restart --force " + stationId
                                + " tries this one again");
        Optional<Block> block =
                blocks.stream().filter(one -> one.epoch().equals(epoch)).findFirst();
        block.ifPresent(Block::letGo);
        forget(epoch, true); // first: without a step under way the next line makes the block at once
        block.filter(one -> again).ifPresent(one -> steps.run(() -> steps.next(() -> begin(one.factory()))));
    }

    private void forget(BlockEpoch epoch, boolean failed) {
        blocks.removeIf(block -> block.epoch() == epoch);
        deviceModel.remove(epoch.block());
        listener.gone(epoch, failed);
    }

    /** Closes a block and takes its variables away; false when it was not there. */
    boolean remove(FunctionalBlockFactory factory) {
        Optional<Block> present =
                blocks.stream().filter(block -> block.factory() == factory).findFirst();
        present.ifPresent(block -> {
            block.close();
            forget(block.epoch(), false);
        });
        problems.clear(problem(factory.name()));
        return present.isPresent();
    }

    void deliver(StationEvent event) {
        for (Block block : List.copyOf(blocks)) {
            block.on(event);
        }
    }

    void close() {
        List.copyOf(blocks).forEach(Block::close);
        blocks.clear();
    }

    Optional<Block> answering(Action action) {
        return blocks.stream()
                .filter(block -> block.factory().answers().contains(action))
                .findFirst();
    }

    /** What the first block that has such a message says to the request for it (TriggerMessage, F06). */
    Optional<TriggerDecision> trigger(MessageTriggerEnumType message, @Nullable EVSEType evse) {
        return List.copyOf(blocks).stream()
                .flatMap(block -> block.trigger(message, evse).stream())
                .findFirst();
    }

    /** How many messages of all blocks have not reached the CSMS. */
    int unsent() {
        return blocks.stream().mapToInt(Block::unsent).sum();
    }

    /** These messages; a block that fails at it gives none. */
    List<DurableQueues.Waiting> waiting() {
        return List.copyOf(blocks).stream()
                .flatMap(block -> block.waiting().stream())
                .toList();
    }

    /** Forgets a copy of what a block has given up, also of one that is away. */
    void forgetDiscarded(String block, String key, StationState state) {
        Optional<Block> present =
                blocks.stream().filter(one -> one.name().equals(block)).findFirst();
        if (present.isPresent()) {
            present.get().forgetDiscarded(key);
        } else {
            state.of(block).remove(key);
        }
    }

    /** Takes a token out of what a block has given up, whether it is there or not. */
    void eraseDiscarded(String block, String key, IdTokenType token, StationState state) {
        Optional<Block> present =
                blocks.stream().filter(one -> one.name().equals(block)).findFirst();
        if (present.isPresent()) {
            present.get().eraseDiscarded(token);
        } else {
            BlockState of = state.of(block);
            of.get(key, DiscardedMessage.class).ifPresent(message -> of.put(key, message.without(token)));
        }
    }

    /** What the queues of a block do now; nothing while it is away. */
    List<QueueState> queues(String name) {
        return blocks.stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .map(Block::queues)
                .orElse(List.of());
    }

    boolean has(String name) {
        return blocks.stream().anyMatch(block -> block.name().equals(name));
    }

    /** Those that are there. */
    List<String> names() {
        return blocks.stream().map(Block::name).sorted().toList();
    }

    /** The blocks that a session needs and that are not there. */
    List<String> missing() {
        return NEEDED.stream().filter(name -> !has(name)).toList();
    }

    /** Whether every block is there without which no session may run. */
    boolean allowSessions() {
        return REQUIRED.stream().allMatch(this::has);
    }

    private static String problem(String block) {
        return "block." + block;
    }
}
