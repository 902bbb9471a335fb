package io.karge.runtime.internal;

import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.runtime.internal.loop.OutputGate;
import java.util.concurrent.CompletableFuture;

/** A SetVariables from inside, as the CSMS would do it. On the loop only. */
final class VariableWrite {
    private VariableWrite() {}

    /** Sets a variable; the answer is given when it is durable. */
    static void set(StationCore core, SetVariableDataType request, CompletableFuture<SetVariableResultType> answer) {
        if (!core.stores()) {
            answer.completeExceptionally(notStored(core, ", and is not set"));
            return;
        }
        core.steps().run(() -> {
            SetVariableResultType result = core.deviceModel().set(request);
            core.steps().output(new OutputGate.Output() {
                @Override
                public void release() {
                    answer.complete(result);
                }

                @Override
                public void dropped() {
                    answer.completeExceptionally(
                            notStored(core, "; it counts all the same, and is stored as soon as that works"));
                }
            });
        });
    }

    private static IllegalStateException notStored(StationCore core, String what) {
        return new IllegalStateException(
                "station " + core.stationId() + " cannot store the value at the moment" + what);
    }
}
