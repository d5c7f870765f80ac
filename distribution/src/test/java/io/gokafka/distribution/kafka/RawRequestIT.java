package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Requests that are none, and what a client sees only on the wire. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class RawRequestIT {
    private final Kafka kafka;

    RawRequestIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void versionsAreToldToThoseWhoAskInOneThatIsTooNew() throws Exception {
        try (RawConnection connection = connect()) {
            connection.sendHeader(ApiKeys.API_VERSIONS.id, (short) 99, (short) 2);
            var answer = new ApiVersionsResponseData(connection.receive((short) 0), (short) 0);
            assertEquals(Errors.UNSUPPORTED_VERSION, Errors.forCode(answer.errorCode()));
            assertNotNull(answer.apiKeys().find(ApiKeys.API_VERSIONS.id));
            assertTrue(serves(connection));
        }
    }

    @Test
    void unknownApisAndVersionsEndTheConnectionAndNoOther() throws Exception {
        for (short key : new short[] {999, -1, Short.MAX_VALUE}) {
            try (RawConnection connection = connect();
                    RawConnection other = connect()) {
                connection.sendHeader(key, (short) 0, (short) 1);
                assertTrue(connection.isClosedByBroker(), "key " + key);
                assertTrue(serves(other));
            }
        }
        for (short version : new short[] {-1, 99}) {
            try (RawConnection connection = connect()) {
                connection.sendHeader(ApiKeys.METADATA.id, version, (short) 1);
                assertTrue(connection.isClosedByBroker(), "version " + version);
            }
        }
    }

    @Test
    void lengthsThatCannotBeEndTheConnection() throws Exception {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_500_000_000}) {
            try (RawConnection connection = connect()) {
                connection.sendBytes(ByteBuffer.allocate(8).putInt(length).array());
                assertTrue(connection.isClosedByBroker(), "length " + length);
            }
        }
    }

    @Test
    void randomBytesEndTheirConnectionOnly() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 50; i++) {
            byte[] body = new byte[random.nextInt(300) + 8];
            random.nextBytes(body);
            ByteBuffer frame =
                    ByteBuffer.allocate(body.length + 4).putInt(body.length).put(body);
            // A key and version that exist, so that the decoder of that request gets the noise.
            frame.putShort(4, (short) random.nextInt(60));
            frame.putShort(6, (short) random.nextInt(4));
            try (RawConnection connection = connect()) {
                connection.sendBytes(frame.array());
                // Some are requests by chance; all that counts is that the broker is well afterwards.
            }
        }
        try (RawConnection connection = connect()) {
            assertTrue(serves(connection));
        }
    }

    @Test
    void requestsOfOneConnectionAreAnsweredInTheirOrder() throws Exception {
        try (RawConnection connection = connect()) {
            for (int i = 0; i < 20; i++) {
                assertTrue(serves(connection));
            }
        }
    }

    @Test
    void everyVersionThatIsToldIsServed() throws Exception {
        try (RawConnection connection = connect()) {
            var told = versions(connection);
            var metadata = told.apiKeys().find(ApiKeys.METADATA.id);
            List<Short> failed = new ArrayList<>();
            for (short v = metadata.minVersion();
                    v <= Math.min(metadata.maxVersion(), ApiKeys.METADATA.latestVersion());
                    v++) {
                var answer = new MetadataResponseData(
                        connection.call(ApiKeys.METADATA, v, new MetadataRequestData().setTopics(List.of())), v);
                if (answer.brokers().size() != 3) {
                    failed.add(v);
                }
            }
            assertEquals(List.of(), failed);
            for (ApiKeys api : List.of(ApiKeys.PRODUCE, ApiKeys.FETCH, ApiKeys.LIST_OFFSETS, ApiKeys.JOIN_GROUP)) {
                assertNotNull(told.apiKeys().find(api.id), api.name);
            }
        }
    }

    @Test
    void anUnknownTopicIdIsToldPerPartition() throws Exception {
        try (RawConnection connection = connect()) {
            FetchRequestData request =
                    new FetchRequestData().setMaxWaitMs(0).setMinBytes(0).setMaxBytes(1000);
            var partition = new FetchRequestData.FetchPartition()
                    .setPartition(0)
                    .setFetchOffset(0)
                    .setPartitionMaxBytes(1000);
            request.topics()
                    .add(new FetchRequestData.FetchTopic()
                            .setTopicId(Uuid.randomUuid())
                            .setPartitions(List.of(partition)));
            short version = 13;
            var answer = new FetchResponseData(connection.call(ApiKeys.FETCH, version, request), version);
            assertEquals(Errors.NONE, Errors.forCode(answer.errorCode()));
            assertEquals(
                    Errors.UNKNOWN_TOPIC_ID,
                    Errors.forCode(answer.responses()
                            .getFirst()
                            .partitions()
                            .getFirst()
                            .errorCode()));
        }
    }

    @Test
    void aFetchSessionThatIsNotThereIsToldSo() throws Exception {
        try (RawConnection connection = connect()) {
            FetchRequestData request =
                    new FetchRequestData().setMaxWaitMs(0).setSessionId(123_456).setSessionEpoch(5);
            short version = 13;
            var answer = new FetchResponseData(connection.call(ApiKeys.FETCH, version, request), version);
            assertEquals(Errors.FETCH_SESSION_ID_NOT_FOUND, Errors.forCode(answer.errorCode()));
        }
    }

    @Test
    void theEndOfALeadersEpochIsTold() throws Exception {
        String topic = kafka.topic(1);
        kafka.fill(topic, 0, 30);
        String leader;
        try (var admin = kafka.admin()) {
            var node = Kafka.describe(admin, topic).partitions().getFirst().leader();
            leader = node.host() + ":" + node.port();
        }
        int epoch = Reading.all(kafka, topic, 0).getLast().leaderEpoch().orElseThrow();
        try (RawConnection connection = new RawConnection(leader)) {
            OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData().setReplicaId(-1);
            var asked = new OffsetForLeaderEpochRequestData.OffsetForLeaderTopic().setTopic(topic);
            asked.partitions()
                    .add(new OffsetForLeaderEpochRequestData.OffsetForLeaderPartition()
                            .setPartition(0)
                            .setLeaderEpoch(epoch));
            request.topics().add(asked);
            short version = 4;
            var answer = new OffsetForLeaderEpochResponseData(
                    connection.call(ApiKeys.OFFSET_FOR_LEADER_EPOCH, version, request), version);
            var end = answer.topics().iterator().next().partitions().getFirst();
            assertEquals(Errors.NONE, Errors.forCode(end.errorCode()));
            assertEquals(30, end.endOffset());
            assertEquals(epoch, end.leaderEpoch());
        }
    }

    private RawConnection connect() throws Exception {
        return new RawConnection(kafka.bootstrap().split(",")[0]);
    }

    private static boolean serves(RawConnection connection) throws Exception {
        ApiVersionsResponseData answer = versions(connection);
        assertFalse(answer.apiKeys().isEmpty());
        return answer.errorCode() == 0;
    }

    private static ApiVersionsResponseData versions(RawConnection connection) throws Exception {
        short version = 3;
        ApiVersionsRequestData request =
                new ApiVersionsRequestData().setClientSoftwareName("raw").setClientSoftwareVersion("1");
        ByteBufferAccessor body = connection.call(ApiKeys.API_VERSIONS, version, request);
        return new ApiVersionsResponseData(body, version);
    }
}
