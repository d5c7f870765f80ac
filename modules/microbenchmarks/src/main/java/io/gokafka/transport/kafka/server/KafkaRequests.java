package io.gokafka.transport.kafka.server;

import io.gokafka.microbenchmarks.Measured;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A request of a Kafka client on its way through a connection, step by step, with a broker behind it that answers at once. */
@NullMarked
public class KafkaRequests extends Measured {
    private static final int BUDGET = 64 << 20;

    @Param({"produce", "fetch"})
    String api = "";

    @Param({"1", "12"})
    int partitions;

    @Param({"16384"})
    int batchBytes;

    private final Dispatcher dispatcher = new Dispatcher();
    private final Sink sink = new Sink();
    private final MemoryBudget budget = new MemoryBudget(BUDGET);
    private FrameReader reader;
    private AnswerSender sender;
    private Frame frame;
    private ByteBuffer bytes;
    private PendingAnswer pending;
    private ApiMessage answer;

    /** Makes the request and its answer. */
    @Setup
    public void make() throws IOException, InterruptedException {
        Progress progress = new Progress(System::nanoTime);
        KafkaSamples samples = new KafkaSamples(partitions, batchBytes);
        FrameLimits limits = new FrameLimits(samples.apis(), BUDGET);
        reader = new FrameReader(new Repeating(samples.request(api)), limits, budget, progress);
        sender = new AnswerSender(sink, progress);
        frame = next();
        bytes = frame.bytes();
        pending = dispatcher.dispatch(frame, "client");
        answer = pending.answer().join();
    }

    /** Cuts the request out of what the socket gives; it is the size of the request that counts. */
    @Benchmark
    public Frame read() throws IOException, InterruptedException {
        return next();
    }

    private Frame next() throws IOException, InterruptedException {
        Frame next = Objects.requireNonNull(reader.next());
        next.memory().close();
        return next;
    }

    /** Decodes the request, hands it to its API, and puts the answer together. */
    @Benchmark
    public PendingAnswer dispatch() throws InterruptedException {
        return dispatcher.dispatch(new Frame(frame.api(), bytes.rewind(), frame.memory()), "client");
    }

    /** Encodes the answer and puts it on the socket. */
    @Benchmark
    public long answer() throws IOException {
        sender.send(EncodedAnswer.of(pending, answer));
        sender.flush();
        return sink.taken();
    }
}
