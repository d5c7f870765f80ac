package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Batches that no producer sends, and sequences out of order, straight into a leader's socket. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class RawProduceIT {
    // Offsets into the header of a batch in format 2.
    private static final int MAGIC = 16;
    private static final int CRC = 17;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int COUNT = 57;
    private static final int FIRST_RECORD = 61;

    private static final short VERSION = 9;

    private final Kafka kafka;
    private final String topic;
    private RawConnection connection;

    RawProduceIT(Kafka kafka) {
        this.kafka = kafka;
        this.topic = kafka.topic(1);
    }

    @BeforeEach
    void connect() throws Exception {
        try (Admin admin = kafka.admin()) {
            var leader = Kafka.describe(admin, topic).partitions().getFirst().leader();
            connection = new RawConnection(leader.host() + ":" + leader.port());
        }
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    @Test
    void aGoodBatchIsTaken() throws Exception {
        assertEquals(0, good(batch(3)));
        assertEquals(3, good(batch(2)));
        assertEquals(5, Reading.all(kafka, topic, 0).size());
    }

    @Test
    void aWrongChecksumIsACorruptMessage() throws Exception {
        ByteBuffer batch = batch(3);
        batch.put(FIRST_RECORD + 5, (byte) (batch.get(FIRST_RECORD + 5) + 1));
        refused(Errors.CORRUPT_MESSAGE, batch);
    }

    @Test
    void oldFormatsAreNotTaken() throws Exception {
        for (byte magic : new byte[] {0, 1}) {
            MemoryRecordsBuilder builder = MemoryRecords.builder(
                    ByteBuffer.allocate(1024), magic, Compression.NONE, TimestampType.CREATE_TIME, 0);
            builder.append(magic == 0 ? RecordBatch.NO_TIMESTAMP : 1000L, null, "v".getBytes(StandardCharsets.UTF_8));
            refused(Errors.INVALID_RECORD, builder.build().buffer());
        }
    }

    @Test
    void anUnknownFormatIsACorruptMessageOrInvalid() throws Exception {
        ByteBuffer batch = batch(1);
        batch.put(MAGIC, (byte) 7);
        Errors error = Errors.forCode(produce(batch, (short) -1).errorCode());
        assertTrue(List.of(Errors.CORRUPT_MESSAGE, Errors.INVALID_RECORD).contains(error), error.name());
        nothingIsThere();
    }

    @Test
    void countsThatDoNotFitAreInvalid() throws Exception {
        ByteBuffer batch = batch(3);
        batch.putInt(LAST_OFFSET_DELTA, 7);
        refused(Errors.INVALID_RECORD, signed(batch));
        batch = batch(3);
        batch.putInt(COUNT, 0);
        refused(Errors.INVALID_RECORD, signed(batch));
        batch = batch(3);
        batch.putInt(COUNT, -5);
        batch.putInt(LAST_OFFSET_DELTA, -6);
        refused(Errors.INVALID_RECORD, signed(batch));
    }

    @Test
    void aBatchThatIsCutShortOrEmptyIsRefused() throws Exception {
        ByteBuffer batch = batch(3);
        batch.limit(batch.limit() - 4);
        refusedSomehow(batch.slice());
        refusedSomehow(ByteBuffer.wrap(new byte[5]));
        refusedSomehow(ByteBuffer.allocate(0));
    }

    @Test
    void aRequestWithSeveralBatchesOfAPartitionIsInvalid() throws Exception {
        ByteBuffer one = batch(1);
        ByteBuffer two = ByteBuffer.allocate(one.remaining() * 2);
        two.put(one.duplicate()).put(one.duplicate()).flip();
        refused(Errors.INVALID_RECORD, two);
    }

    @Test
    void controlBatchesOfProducersAreInvalid() throws Exception {
        ByteBuffer batch = batch(1);
        batch.putShort(21, (short) 0x20);
        refused(Errors.INVALID_RECORD, signed(batch));
    }

    @Test
    void acknowledgementsOutsideOfTheirRangeAreInvalid() throws Exception {
        assertEquals(
                Errors.INVALID_REQUIRED_ACKS.code(),
                produce(batch(1), (short) 2).errorCode());
        nothingIsThere();
    }

    @Test
    void anUnknownPartitionIsThatAndOthersAreServed() throws Exception {
        ProduceRequestData request = request(batch(1), (short) -1);
        request.topicData()
                .iterator()
                .next()
                .partitionData()
                .add(new PartitionProduceData().setIndex(9).setRecords(MemoryRecords.readableRecords(batch(1))));
        var answer = new ProduceResponseData(connection.call(ApiKeys.PRODUCE, VERSION, request), VERSION);
        for (PartitionProduceResponse one : answer.responses().iterator().next().partitionResponses()) {
            Errors expected = one.index() == 0 ? Errors.NONE : Errors.UNKNOWN_TOPIC_OR_PARTITION;
            assertEquals(expected, Errors.forCode(one.errorCode()));
        }
    }

    @Test
    void sequencesHaveToFollowEachOtherAndARepeatedBatchGetsItsOffsetAgain() throws Exception {
        long id = producerId();
        for (int i = 0; i < 6; i++) {
            assertEquals(i * 2L, good(batch(2, id, (short) 0, i * 2)));
        }
        assertEquals(10, good(batch(2, id, (short) 0, 10))); // the last one again
        assertEquals(2, good(batch(2, id, (short) 0, 2))); // the oldest of the five that are remembered
        assertEquals(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, error(batch(2, id, (short) 0, 20)));
        assertEquals(12, good(batch(1, id, (short) 0, 12)));
        assertEquals(13, Reading.all(kafka, topic, 0).size());

        assertEquals(13, good(batch(1, id, (short) 1, 0))); // a new epoch begins at 0
        assertEquals(Errors.INVALID_PRODUCER_EPOCH, error(batch(1, id, (short) 0, 13)));
        assertEquals(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, error(batch(1, id, (short) 2, 5)));
        assertEquals(14, Reading.all(kafka, topic, 0).size());
    }

    @Test
    void aBatchOutsideOfTheWindowOfDuplicatesIsNotStoredAgain() throws Exception {
        long id = producerId();
        for (int i = 0; i < 8; i++) {
            good(batch(1, id, (short) 0, i));
        }
        Errors error = error(batch(1, id, (short) 0, 0));
        assertTrue(
                List.of(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, Errors.DUPLICATE_SEQUENCE_NUMBER, Errors.NONE)
                        .contains(error),
                error.name());
        assertEquals(8, Reading.all(kafka, topic, 0).size());
    }

    @Test
    void aProducerThatIsNotKnownBeginsAtZero() throws Exception {
        // Kafka takes any first sequence, and so may let a later batch overtake the first.
        assumeTrue(System.getProperty("gokafka.it.bootstrap", "").isEmpty(), "a rule of gokafka's own");
        long id = producerId();
        refused(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, batch(2, id, (short) 0, 7));
        assertEquals(0, good(batch(2, id, (short) 0, 0)));
    }

    private long producerId() throws Exception {
        InitProducerIdRequestData request =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(1000);
        short version = 4;
        var answer =
                new InitProducerIdResponseData(connection.call(ApiKeys.INIT_PRODUCER_ID, version, request), version);
        assertEquals(Errors.NONE, Errors.forCode(answer.errorCode()));
        return answer.producerId();
    }

    private void refused(Errors expected, ByteBuffer batch) throws Exception {
        assertEquals(expected, error(batch));
        nothingIsThere();
    }

    private void refusedSomehow(ByteBuffer batch) throws Exception {
        Errors error = error(batch);
        assertTrue(List.of(Errors.CORRUPT_MESSAGE, Errors.INVALID_RECORD).contains(error), error.name());
        nothingIsThere();
    }

    private void nothingIsThere() {
        assertEquals(0, Reading.all(kafka, topic, 0).size());
    }

    private long good(ByteBuffer batch) throws Exception {
        PartitionProduceResponse answer = produce(batch, (short) -1);
        assertEquals(Errors.NONE, Errors.forCode(answer.errorCode()));
        return answer.baseOffset();
    }

    private Errors error(ByteBuffer batch) throws Exception {
        return Errors.forCode(produce(batch, (short) -1).errorCode());
    }

    private PartitionProduceResponse produce(ByteBuffer batch, short acks) throws Exception {
        var answer = new ProduceResponseData(connection.call(ApiKeys.PRODUCE, VERSION, request(batch, acks)), VERSION);
        return answer.responses().iterator().next().partitionResponses().getFirst();
    }

    private ProduceRequestData request(ByteBuffer batch, short acks) {
        PartitionProduceData partition =
                new PartitionProduceData().setIndex(0).setRecords(MemoryRecords.readableRecords(batch.duplicate()));
        TopicProduceData data = new TopicProduceData().setName(topic);
        data.partitionData().add(partition);
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(data);
        return new ProduceRequestData().setAcks(acks).setTimeoutMs(10_000).setTopicData(topics);
    }

    private static ByteBuffer batch(int count) {
        return batch(count, RecordBatch.NO_PRODUCER_ID, RecordBatch.NO_PRODUCER_EPOCH, RecordBatch.NO_SEQUENCE);
    }

    private static ByteBuffer batch(int count, long producer, short epoch, int sequence) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(4096),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0,
                System.currentTimeMillis(),
                producer,
                epoch,
                sequence,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH);
        for (int i = 0; i < count; i++) {
            builder.append(System.currentTimeMillis(), null, ("value " + i).getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer built = builder.build().buffer();
        ByteBuffer own = ByteBuffer.allocate(built.remaining());
        own.put(built.duplicate()).flip();
        return own;
    }

    /** The batch with the checksum of what it says now. */
    private static ByteBuffer signed(ByteBuffer batch) {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(batch.duplicate().position(CRC + 4));
        batch.putInt(CRC, (int) crc.getValue());
        return batch;
    }
}
