package io.gokafka.transport.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.grpc.proto.ConsumeFormat;
import io.gokafka.transport.grpc.proto.ConsumeRequest;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import io.gokafka.transport.grpc.proto.Edge;
import io.gokafka.transport.grpc.proto.ErrorDetail;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.Record;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ConsumeTest {
    private final GrpcWorld world = new GrpcWorld(Map.of());
    private final LogInMemory log = new LogInMemory();

    ConsumeTest() {
        world.broker.answersWith(log::answer);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void endsAtTheHighWatermarkWhenNotFollowing() {
        log.append(batch("a", "b"));
        log.append(batch("c"));
        assertEquals(List.of("0:a", "1:b", "2:c"), texts(consume(request())));
    }

    @Test
    void emptyPartitionEndsAtOnce() {
        assertEquals(List.of(), texts(consume(request())));
    }

    @Test
    void recordsBelowTheOffsetAreLeftOut() {
        log.append(batch("a", "b", "c"));
        assertEquals(List.of("1:b", "2:c"), texts(consume(request().setOffset(1))));
    }

    @Test
    void controlBatchesAreSkippedButMoveThePosition() {
        log.append(batch("a"));
        log.append(new ControlBatch(ControlBatch.Type.COMMIT, new byte[4]).toBatch(1));
        List<ConsumeResponse> messages = new ArrayList<>();
        consume(request()).forEachRemaining(messages::add);
        assertEquals(List.of("0:a"), texts(messages.iterator()));
        assertEquals(2, messages.getLast().getNextOffset());
    }

    @Test
    void batchesAreSentAsTheyAreStored() {
        log.append(batch("a", "b"));
        ConsumeResponse message = consume(request().setOffset(1).setFormat(ConsumeFormat.CONSUME_FORMAT_BATCHES))
                .next();
        RecordBatch first = RecordBatches.in(message.getBatches().asReadOnlyByteBuffer())
                .iterator()
                .next();
        first.verify();
        assertEquals(0, first.baseOffset());
        assertEquals(2, message.getNextOffset());
    }

    @Test
    void followsWhatIsAppendedLater() {
        log.append(batch("a"));
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> {
            Iterator<ConsumeResponse> messages = consume(request().setFollow(true));
            assertEquals("a", value(messages.next()));
            log.append(batch("b"));
            assertEquals("b", value(messages.next()));
        });
        context.cancel(null);
        log.append(batch("c"));
        GrpcWorld.await("nothing is open", () -> log.openSlices.get() == 0);
    }

    @Test
    void latestBeginsBehindWhatIsThere() {
        log.append(batch("a"));
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> {
            Iterator<ConsumeResponse> messages =
                    consume(request().setEdge(Edge.EDGE_LATEST).setFollow(true));
            GrpcWorld.await("it waits", () -> log.fetches.get() == 1);
            log.append(batch("b"));
            assertEquals("b", value(messages.next()));
        });
        context.cancel(null);
    }

    @Test
    void slowClientStopsThePollsAndHoldsNoSlices() {
        String large = "x".repeat(100_000);
        IntStream.range(0, 200).forEach(_ -> log.append(batch(large)));
        Iterator<ConsumeResponse> messages = consume(request().setMaxBytes(100_000));
        messages.next();
        int polls = settled();
        assertTrue(polls < 60, "20 MB may not be read for a client that takes 100 KB: " + polls + " polls");
        assertEquals(0, log.openSlices.get());
        int records = 1;
        while (messages.hasNext()) {
            records += messages.next().getRecordsCount();
        }
        assertEquals(200, records);
        assertEquals(0, log.openSlices.get());
    }

    /** The number of polls once it does not change any more. */
    private int settled() {
        long[] last = {-1, System.nanoTime()};
        GrpcWorld.await("polls stop", () -> {
            int now = log.fetches.get();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > 300_000_000;
        });
        return log.fetches.get();
    }

    @Test
    void changeOfTheLeaderEndsTheStreamWithItsAddress() throws Exception {
        BrokerInfo leader =
                new BrokerInfo(new BrokerId("node2"), 2, Map.of("grpc", new HostPort("10.0.0.2", 9092)), true);
        Failure failure = new Failure(ErrorCode.NOT_LEADER, "node2 leads it", Optional.of(leader));
        world.broker.answersWith(_ -> CompletableFuture.completedFuture(new Fetch.Result(
                List.of(new Fetch.PartitionResult("t", 0, Optional.of(failure), -1, -1, LogSlice.EMPTY)))));
        StatusRuntimeException e = assertThrows(
                StatusRuntimeException.class,
                () -> consume(request().setOffset(0).setFollow(true)).next());
        assertEquals(Status.Code.FAILED_PRECONDITION, e.getStatus().getCode());
        ErrorDetail detail = detail(e);
        assertEquals(io.gokafka.transport.grpc.proto.ErrorCode.ERROR_CODE_NOT_LEADER, detail.getCode());
        assertEquals("10.0.0.2:9092", detail.getLeader().getEndpointsOrThrow("grpc"));
    }

    @Test
    void stoppingServerEndsTheStreamAsUnavailable() throws Exception {
        Iterator<ConsumeResponse> messages = consume(request().setFollow(true));
        GrpcWorld.await("it waits", () -> log.fetches.get() == 1);
        Thread.ofVirtual().start(world.transport::close);
        StatusRuntimeException e = assertThrows(StatusRuntimeException.class, messages::next);
        assertEquals(
                io.gokafka.transport.grpc.proto.ErrorCode.ERROR_CODE_UNAVAILABLE,
                detail(e).getCode());
    }

    private static ErrorDetail detail(StatusRuntimeException e) throws Exception {
        Metadata trailers = e.getTrailers();
        byte[] bytes = trailers == null
                ? null
                : trailers.get(Metadata.Key.of("gokafka-error-bin", Metadata.BINARY_BYTE_MARSHALLER));
        return ErrorDetail.parseFrom(bytes == null ? new byte[0] : bytes);
    }

    private Iterator<ConsumeResponse> consume(ConsumeRequest.Builder request) {
        return LogGrpc.newBlockingStub(world.channel).consume(request.build());
    }

    private static ConsumeRequest.Builder request() {
        return ConsumeRequest.newBuilder().setTopic("t");
    }

    private static List<String> texts(Iterator<ConsumeResponse> messages) {
        List<String> texts = new ArrayList<>();
        messages.forEachRemaining(message -> {
            for (Record record : message.getRecordsList()) {
                texts.add(record.getOffset() + ":" + record.getValue().toStringUtf8());
            }
        });
        return texts;
    }

    private static String value(ConsumeResponse message) {
        return message.getRecords(0).getValue().toStringUtf8();
    }

    private static RecordBatch batch(String... values) {
        RecordBatchBuilder builder = new RecordBatchBuilder(100);
        for (String value : values) {
            builder.append(1, null, value.getBytes(java.nio.charset.StandardCharsets.UTF_8), List.of());
        }
        return builder.build();
    }
}
