package io.gokafka.transport.grpc.codec;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.Produce;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.ProduceRequest;
import io.gokafka.transport.grpc.proto.ProduceResponse;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.time.InstantSource;

/** Appending a batch. A client sends the bytes as they are; others may leave the packing to the broker. */
public final class ProduceMapping implements Mapping<Produce, Produce.Result, ProduceRequest, ProduceResponse> {
    private static final MethodDescriptor<ProduceRequest, ProduceResponse> METHOD =
            Methods.aliasing(LogGrpc.getProduceMethod());

    private static final EnumNames<Acks, io.gokafka.transport.grpc.proto.Acks> ACKS =
            new EnumNames<>(Acks.class, io.gokafka.transport.grpc.proto.Acks.class, "ACKS_");

    private final InstantSource clock;

    ProduceMapping(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Class<Produce> type() {
        return Produce.class;
    }

    @Override
    public MethodDescriptor<ProduceRequest, ProduceResponse> method() {
        return METHOD;
    }

    @Override
    public ProduceRequest write(Produce request) {
        return ProduceRequest.newBuilder()
                .setTopic(request.topic())
                .setPartition(request.partition())
                .setAcks(ACKS.write(request.acks()))
                .setTimeoutMs(Values.millis(request.timeout()))
                .setBatch(Batches.write(request.batch()))
                .build();
    }

    @Override
    public Produce read(ProduceRequest message) {
        return new Produce(
                message.getTopic(),
                message.getPartition(),
                acks(message),
                batch(message),
                Timeouts.read(message.getTimeoutMs()));
    }

    @Override
    public ProduceResponse writeAnswer(Produce.Result answer) {
        ProduceResponse.Builder message = ProduceResponse.newBuilder()
                .setBaseOffset(answer.baseOffset())
                .setLogStartOffset(answer.logStartOffset());
        Terms.present(answer.appendTime()).ifPresent(message::setAppendTimeMs);
        return message.build();
    }

    @Override
    public Produce.Result readAnswer(ProduceResponse message) {
        return new Produce.Result(
                message.getBaseOffset(),
                message.getLogStartOffset(),
                Terms.read(message.hasAppendTimeMs(), message.getAppendTimeMs()));
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public Duration patience(Produce request, Duration usual) {
        return request.timeout().plus(Timeouts.GRACE);
    }

    private static Acks acks(ProduceRequest message) {
        if (message.getAcks() == io.gokafka.transport.grpc.proto.Acks.ACKS_UNSPECIFIED) {
            return Acks.ALL;
        }
        return ACKS.read(message.getAcks())
                .orElseThrow(() -> new IllegalArgumentException(
                        "acks has an unknown value: allowed are ACKS_NONE," + " ACKS_LEADER and ACKS_ALL"));
    }

    private RecordBatch batch(ProduceRequest message) {
        return switch (message.getPayloadCase()) {
            case BATCH -> Batches.read(message.getBatch());
            case RECORDS -> Batches.pack(message.getRecords(), clock.millis());
            case PAYLOAD_NOT_SET ->
                throw new IllegalArgumentException("the request has nothing to append: send records or a batch");
        };
    }
}
