package io.karge.benchmarks;

import io.karge.ocpp.Frame;
import io.karge.ocpp.FrameReading;
import io.karge.ocpp.MessageReading;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of a frame to the checked record and back: a TransactionEvent with a sample of four measurands. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TransactionEventBenchmark {
    private static final String TEXT = """
            [2,"4bd0a8b7-6a2c-4c53-9d0e-9c8a53d3c1a1","TransactionEvent",{"eventType":"Updated",
            "timestamp":"2026-01-01T10:00:00.000Z","triggerReason":"MeterValuePeriodic","seqNo":12,
            "transactionInfo":{"transactionId":"6f0f2ad7-8d1f-4f46-a8f1-4b8c2a4fd5a1","chargingState":"Charging"},
            "evse":{"id":1,"connectorId":1},"meterValue":[{"timestamp":"2026-01-01T10:00:00.000Z","sampledValue":[
            {"value":12345.0,"context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","location":"Outlet",
            "unitOfMeasure":{"unit":"Wh"}},
            {"value":151600.0,"context":"Sample.Periodic","measurand":"Power.Active.Import","location":"Outlet",
            "unitOfMeasure":{"unit":"W"}},
            {"value":379.0,"context":"Sample.Periodic","measurand":"Current.Import","location":"Outlet",
            "unitOfMeasure":{"unit":"A"}},
            {"value":55.0,"context":"Sample.Periodic","measurand":"SoC","location":"EV",
            "unitOfMeasure":{"unit":"Percent"}}]}]}]""";

    private final OcppCodec codec = new OcppCodec();
    private final OcppRequest request = read();

    @Benchmark
    public OcppRequest read() {
        if (codec.readFrame(TEXT) instanceof FrameReading.Ok frame
                && frame.frame() instanceof Frame.Call call
                && codec.readRequest(call) instanceof MessageReading.Ok<OcppRequest> message) {
            return message.value();
        }
        throw new IllegalStateException("the message is not valid");
    }

    @Benchmark
    public String write() {
        return codec.write(codec.call("4bd0a8b7-6a2c-4c53-9d0e-9c8a53d3c1a1", request));
    }
}
