package io.karge.block.datatransfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.CallReply.Answered;
import io.karge.station.CallReply.ConnectionLost;
import io.karge.station.CallReply.NotSent;
import io.karge.station.CallReply.Refused;
import io.karge.station.CallReply.TimedOut;
import io.karge.station.DataTransferHandler;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import io.karge.station.testkit.TestAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P01 and P02. */
class DataTransferBlockTest {
    private static final String VENDOR = "com.example.parking";
    private static final DataTransferResponse ACCEPTED = DataTransferResponse.of(DataTransferStatusEnumType.Accepted)
            .withData(TextNode.valueOf("two bays are free"));

    private final Vendors vendors = new Vendors();
    private final DataTransferBlockFactory factory = new DataTransferBlockFactory(vendors);
    private final BlockTester station = BlockTester.of(factory);
    private final Parking parking = new Parking(VENDOR);

    @BeforeEach
    void start() {
        vendors.addHandler(parking);
        station.start();
    }

    private TestAnswer receive(DataTransferRequest request) {
        TestAnswer answer = station.request(request);
        station.time().runUntilIdle();
        return answer;
    }

    private DataTransferStatusEnumType status(String vendorId) {
        return receive(DataTransferRequest.of(vendorId))
                .response(DataTransferResponse.class)
                .status();
    }

    private CompletionStage<CallReply<DataTransferResponse>> send() {
        CompletionStage<CallReply<DataTransferResponse>> reply =
                factory.send(BlockTester.STATION_ID, DataTransferRequest.of(VENDOR));
        station.time().runUntilIdle();
        return reply;
    }

    private SentCall sent() {
        assertThat(station.calls()).hasSize(1);
        return station.calls().get(0);
    }

    // --- to the station

    @Test
    void knowsNoVendorThatNobodyImplements() { // P01.FR.05
        assertThat(status("com.example")).isEqualTo(DataTransferStatusEnumType.UnknownVendorId);
        assertThat(status("com.example.parking.garage")).isEqualTo(DataTransferStatusEnumType.UnknownVendorId);
        assertThat(parking.requests).isEmpty();
    }

    @Test
    void handsTheWholeMessageToItsVendor() { // P01.FR.03, P01.FR.04
        DataTransferRequest request = DataTransferRequest.of(VENDOR)
                .withMessageId("bays")
                .withData(TextNode.valueOf("x".repeat(100_000)))
                .withCustomData(CustomDataType.of(VENDOR));

        assertThat(receive(request).response(DataTransferResponse.class)).isEqualTo(ACCEPTED);
        assertThat(parking.requests).containsExactly(request);
        assertThat(parking.stations).containsExactly(BlockTester.STATION_ID);
    }

    @ParameterizedTest
    @EnumSource(DataTransferStatusEnumType.class)
    void answersWhateverTheVendorAnswers(DataTransferStatusEnumType status) { // P01.FR.06, P01.FR.07
        parking.answer = DataTransferResponse.of(status);
        assertThat(status(VENDOR)).isEqualTo(status);
    }

    @Test
    void answersWhenTheVendorDoes() {
        parking.waits = true;
        TestAnswer answer = receive(DataTransferRequest.of(VENDOR));
        assertThat(answer.given()).isFalse();

        parking.answers.get(0).accept(ACCEPTED);
        station.time().runUntilIdle();
        assertThat(answer.response(DataTransferResponse.class)).isEqualTo(ACCEPTED);
    }

    @Test
    void aVendorThatHasGoneIsUnknown() {
        vendors.removeHandler(parking);
        assertThat(status(VENDOR)).isEqualTo(DataTransferStatusEnumType.UnknownVendorId);
    }

    @Test
    void theFirstOfTwoHandlersAnswersUntilItGoes() {
        Parking second = new Parking(VENDOR);
        vendors.addHandler(second);
        status(VENDOR);
        assertThat(second.requests).isEmpty();

        vendors.removeHandler(parking);
        status(VENDOR);
        assertThat(second.requests).hasSize(1);
        assertThat(parking.requests).hasSize(1);
    }

    @Test
    void theDefectOfAHandlerIsNotTheBlocks() {
        parking.answer = null;
        for (int times = 0; times < 10; times++) {
            assertThat(station.request(DataTransferRequest.of(VENDOR)).error()).contains(RpcErrorCode.InternalError);
        }
    }

    @Test
    void anAnswerAfterTheBlockHasGoneIsDropped() {
        parking.waits = true;
        TestAnswer answer = receive(DataTransferRequest.of(VENDOR));
        station.close();
        parking.answers.get(0).accept(ACCEPTED);
        station.time().runUntilIdle();
        assertThat(answer.given()).isFalse();
    }

    // --- to the CSMS

    @ParameterizedTest
    @EnumSource(DataTransferStatusEnumType.class)
    void tellsWhatTheCsmsAnswers(DataTransferStatusEnumType status) { // P02.FR.08
        var reply = send();
        assertThat(sent().request(DataTransferRequest.class)).isEqualTo(DataTransferRequest.of(VENDOR));
        assertThat(sent().permission()).isEqualTo(CallPermission.ACCEPTED);
        assertThat(reply.toCompletableFuture()).isNotDone();

        DataTransferResponse response = DataTransferResponse.of(status).withData(TextNode.valueOf("why"));
        sent().answer(response);
        assertThat(reply.toCompletableFuture()).isCompletedWithValue(new Answered<>(response));
    }

    @Test
    void sendsTheWholeMessageOfAVendor() { // P02.FR.04, P02.FR.05
        DataTransferRequest request =
                DataTransferRequest.of(VENDOR).withMessageId("bays").withData(TextNode.valueOf("x".repeat(100_000)));
        factory.send(BlockTester.STATION_ID, request);
        station.time().runUntilIdle();
        assertThat(sent().request(DataTransferRequest.class)).isEqualTo(request);
    }

    @Test
    void tellsThatTheCsmsRefuses() {
        var reply = send();
        sent().refuse("NotImplemented", "no data transfer here");
        assertThat(reply.toCompletableFuture())
                .isCompletedWithValue(new Refused<>("NotImplemented", "no data transfer here"));
        nothingIsRepeated();
    }

    @Test
    void tellsThatTheCsmsIsSilentAndDoesNotRepeat() {
        var reply = send();
        sent().timeOut();
        assertThat(reply.toCompletableFuture()).isCompletedWithValue(new TimedOut<>());
        nothingIsRepeated();
    }

    private void nothingIsRepeated() {
        station.goOnline(Duration.ofMinutes(1));
        station.advance(Duration.ofHours(1));
        assertThat(station.calls()).hasSize(1);
    }

    @Test
    void tellsThatThereIsNoSuchStation() {
        assertThat(factory.send("CS-9", DataTransferRequest.of(VENDOR)).toCompletableFuture())
                .isCompletedWithValue(new NotSent<>("no station CS-9 runs at the moment"));
    }

    @Test
    void leavesNobodyWaitingWhenTheBlockGoes() {
        var reply = send();
        station.close();
        assertThat(reply.toCompletableFuture()).isCompletedWithValue(new ConnectionLost<>());
        assertThat(send().toCompletableFuture())
                .isCompletedWithValue(new NotSent<>("no station CS-1 runs at the moment"));
    }

    @Test
    void sendsAgainWhenTheBlockIsBack() {
        station.close();
        station.start();
        send();
        assertThat(sent().isOpen()).isTrue();
    }

    /** The handler of an integrator. */
    private static final class Parking implements DataTransferHandler {
        final String vendorId;
        final List<String> stations = new ArrayList<>();
        final List<DataTransferRequest> requests = new ArrayList<>();
        final List<Consumer<DataTransferResponse>> answers = new ArrayList<>();
        DataTransferResponse answer = ACCEPTED;
        boolean waits;

        Parking(String vendorId) {
            this.vendorId = vendorId;
        }

        @Override
        public String vendorId() {
            return vendorId;
        }

        @Override
        public void received(String stationId, DataTransferRequest request, Consumer<DataTransferResponse> then) {
            if (answer == null) {
                throw new IllegalStateException("a defect");
            }
            stations.add(stationId);
            requests.add(request);
            answers.add(then);
            if (!waits) {
                then.accept(answer);
            }
        }
    }
}
