package io.karge.runtime.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.storage.CommitListener;
import io.karge.storage.MemoryStore;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputGateTest {
    private static final List<Write> WRITES = List.of(Write.put("station/CS-1/a", new byte[] {1}));

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore store = new MemoryStore(time.computing(), time);
    private final EventLoop loop = new EventLoop("CS-1", time.computing(), 10);
    private final List<String> left = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private OutputGate gate(StoreWriter writer) {
        return new OutputGate(writer, loop, new UndoLog(), failures::add);
    }

    private Output output(String name) {
        return new Output() {
            @Override
            public void release() {
                left.add(name);
            }

            @Override
            public void dropped() {
                left.add(name + " dropped");
            }
        };
    }

    private static Output broken() {
        return new Output() {
            @Override
            public void release() {
                throw new LinkageError("a defect");
            }

            @Override
            public void dropped() {
                throw new IllegalStateException("a defect");
            }
        };
    }

    @Test
    void oneThatFailsToLeaveTakesNoneOfItsStepWithIt() {
        OutputGate gate = gate(store.newWriter());
        gate.add(output("1"));
        gate.add(broken());
        gate.add(output("2"));
        gate.endStep(List.of());
        assertThat(left).as("at once").containsExactly("1", "2");

        gate.add(broken());
        gate.add(output("3"));
        gate.endStep(WRITES);
        gate.add(output("4"));
        gate.endStep(WRITES);
        time.runUntilIdle();
        assertThat(left).as("after the commit").containsExactly("1", "2", "3", "4");
    }

    @Test
    void oneThatCannotBeToldTakesNoneOfItsStepWithIt() {
        OutputGate gate = gate(store.newWriter());
        store.holdCommits();
        gate.add(broken());
        gate.add(output("1"));
        gate.endStep(WRITES);
        gate.close();
        gate.add(broken());
        gate.add(output("2"));
        gate.endStep(List.of());

        assertThat(left).containsExactly("1 dropped", "2 dropped");
    }

    @Test
    void writesThatCannotBeHandedOverCountAsAFailedCommit() {
        OutputGate gate = gate(new StoreWriter() {
            @Override
            public void commit(List<Write> batch, CommitListener listener) {
                throw new OutOfMemoryError("a defect");
            }
        });
        gate.add(output("1"));
        gate.endStep(WRITES);
        time.runUntilIdle();

        assertThat(left).containsExactly("1 dropped");
        assertThat(failures).singleElement().asString().contains("a defect");
        assertThat(gate.hasFailed()).isTrue();
    }
}
