package io.gokafka.transport.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.transport.grpc.proto.Header;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.NewRecord;
import io.gokafka.transport.grpc.proto.ProduceRequest;
import io.gokafka.transport.grpc.proto.Producer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProduceTest {
    private final GrpcWorld world = new GrpcWorld(Map.of("grpc-drain-timeout", "100ms"));
    private final ClientTransport client = new GrpcClientTransportProvider().open(Settings.defaults());

    ProduceTest() {
        world.broker.answers(new Produce.Result(5, 0));
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    @Test
    void recordsArePackedIntoOneBatch() {
        NewRecord full = NewRecord.newBuilder()
                .setKey(ByteString.copyFromUtf8("k"))
                .setTimestampMs(1234)
                .addHeaders(Header.newBuilder().setKey("h"))
                .build();
        send(ProduceRequests.records(full, ProduceRequests.record("v")));
        RecordBatch batch = produced().batch();
        batch.verify();
        List<Record> records = batch.records();
        assertEquals("k", records.get(0).keyText());
        assertNull(records.get(0).value());
        assertNull(records.get(0).headers().getFirst().value());
        assertEquals(1234, records.get(0).timestamp());
        assertEquals("v", records.get(1).valueText());
        assertTrue(records.get(1).timestamp() > 1_700_000_000_000L, "the time of arrival is filled in");
    }

    @Test
    void absentFieldsHaveTheirDocumentedDefaults() {
        send(ProduceRequests.records(ProduceRequests.record("v")));
        assertEquals(Acks.ALL, produced().acks());
        assertEquals(Duration.ofSeconds(30), produced().timeout());
        assertEquals(RecordBatch.NO_PRODUCER_ID, produced().batch().producerId());
    }

    @Test
    void producerIsWrittenIntoTheBatch() {
        ProduceRequest.Builder request = ProduceRequests.records(ProduceRequests.record("v")).toBuilder();
        request.getRecordsBuilder()
                .setProducer(Producer.newBuilder().setId(9).setEpoch(2).setSequence(30));
        send(request.build());
        assertEquals(9, produced().batch().producerId());
    }

    @Test
    void badRequestsAreRefusedWithAReason() {
        ProduceRequest good = ProduceRequests.records(ProduceRequests.record("v"));
        assertInvalid(good.toBuilder().clearRecords().build(), "nothing to append");
        assertInvalid(ProduceRequests.records(), "no records");
        assertInvalid(good.toBuilder().setAcksValue(77).build(), "acks");
        assertInvalid(good.toBuilder().setTimeoutMs(-1).build(), "timeout_ms");
        assertInvalid(
                good.toBuilder().setBatch(ByteString.copyFrom(new byte[70])).build(), "batch length");
        assertInvalid(
                good.toBuilder().setBatch(ByteString.copyFrom(new byte[7])).build(), "shorter");
        ByteString batch = ProduceRequests.batchOf(10).getBatch();
        assertInvalid(good.toBuilder().setBatch(batch.concat(batch)).build(), "one batch");
        assertEquals(List.of(), world.broker.received());
    }

    @Test
    void batchAboveTheLimitFailsAloneOnTheStream() {
        Requests broker = client.broker(world.address());
        CompletableFuture<Produce.Result> small = submit(broker, ProduceRequests.of(0, 10));
        CompletableFuture<Produce.Result> large = submit(broker, ProduceRequests.of(1, 3 << 20));
        CompletableFuture<Produce.Result> after = submit(broker, ProduceRequests.of(2, 10));
        assertEquals(5, small.join().baseOffset());
        assertEquals(ErrorCode.RECORD_TOO_LARGE, code(large));
        assertEquals(5, after.join().baseOffset());
    }

    @Test
    void brokenStreamLeavesWhatWasSentIndeterminate() {
        world.broker.answersWith(_ -> new CompletableFuture<>());
        CompletableFuture<Produce.Result> sent = submit(client.broker(world.address()), ProduceRequests.of(0, 10));
        GrpcWorld.await("it has arrived", () -> !world.broker.received().isEmpty());
        world.transport.close();
        assertEquals(ErrorCode.INDETERMINATE, code(sent));
    }

    @Test
    void brokerThatDoesNotTakeMoreSlowsTheClientDown() {
        world.broker.answersWith(_ -> new CompletableFuture<>());
        try (ClientTransport small = new GrpcClientTransportProvider()
                .open(new Settings(Map.of("grpc-client-max-in-flight-bytes", "10KiB")))) {
            Requests broker = small.broker(world.address());
            var _ = submit(broker, ProduceRequests.of(0, 9000));
            Produce impatient = ProduceRequests.of(1, 9000);
            CompletableFuture<Produce.Result> refused =
                    submit(broker, new Produce("t", 1, Acks.ALL, impatient.batch(), Duration.ofMillis(50)));
            assertEquals(ErrorCode.OVERLOADED, code(refused));
        }
    }

    private static CompletableFuture<Produce.Result> submit(Requests broker, Produce produce) {
        return broker.submit(produce, RequestContext.LOCAL);
    }

    private static ErrorCode code(CompletableFuture<?> answer) {
        CompletionException e = assertThrows(CompletionException.class, answer::join);
        return assertInstanceOf(RequestException.class, e.getCause()).code();
    }

    private void assertInvalid(ProduceRequest request, String reason) {
        StatusRuntimeException e = assertThrows(StatusRuntimeException.class, () -> send(request));
        assertEquals(Status.Code.INVALID_ARGUMENT, e.getStatus().getCode());
        assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
    }

    private void send(ProduceRequest request) {
        assertEquals(5, LogGrpc.newBlockingStub(world.channel).produce(request).getBaseOffset());
    }

    private Produce produced() {
        return (Produce) world.broker.received().getLast();
    }
}
