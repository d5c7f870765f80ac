package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.transport.kafka.api.World;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When connections begin and end, and what they may take meanwhile. */
@Timeout(60)
class ConnectionLifeTest {
    private static final int HALF_A_MEGABYTE = 600 << 10;

    private static void answered(RawClient client, int correlation) {
        client.receive(correlation, ApiKeys.PRODUCE, (short) 9, new ProduceResponseData());
    }

    private static void send(RawClient client, int correlation, int bytes) {
        byte[] records = ListenerTest.batch(new byte[bytes]);
        client.send(RawClient.frame((short) 9, correlation, ListenerTest.produce(-1, records)));
    }

    @Test
    void silentPeersAndHalfRequestsAreGivenUpButNotWhoWaitsForTheBroker() {
        CompletableFuture<Produce.Result> append = new CompletableFuture<>();
        try (KafkaWorld world =
                        new KafkaWorld(Map.of("kafka-idle-timeout", "1s", "kafka-max-in-flight-bytes", "1MiB"));
                RawClient patient = world.connect();
                RawClient silent = world.connect();
                RawClient half = world.connect()) {
            world.broker.answersWith(_ -> append);
            send(patient, 1, 0);
            half.send(ByteBuffer.allocate(6).putInt(1 << 20).putShort((short) 0).array());
            assertTrue(silent.isClosedByServer());
            assertTrue(half.isClosedByServer());
            append.complete(new Produce.Result(0, 0));
            answered(patient, 1);
            try (RawClient next = world.connect()) {
                send(next, 2, HALF_A_MEGABYTE);
                answered(next, 2); // what the half request took is free again
            }
        }
    }

    @Test
    void furtherConnectionsAreClosedUntilOneOfTheOthersEnds() {
        try (KafkaWorld world = new KafkaWorld(Map.of("kafka-max-connections", "2"));
                RawClient first = world.connect()) {
            try (RawClient second = world.connect();
                    RawClient third = world.connect()) {
                assertFalse(ListenerTest.versions(first).apiKeys().isEmpty());
                assertFalse(ListenerTest.versions(second).apiKeys().isEmpty());
                assertTrue(third.isClosedByServer());
            }
            KafkaWorld.await("there is room again", () -> isServed(world));
        }
    }

    private static boolean isServed(KafkaWorld world) {
        try (RawClient client = world.connect()) {
            return !ListenerTest.versions(client).apiKeys().isEmpty();
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    @Test
    void requestsWaitWhileThoseInProgressTakeAllMemoryAndSmallOnesDoNot() {
        CompletableFuture<Produce.Result> append = new CompletableFuture<>();
        try (KafkaWorld world = new KafkaWorld(Map.of("kafka-max-in-flight-bytes", "1MiB"));
                RawClient one = world.connect();
                RawClient two = world.connect()) {
            world.broker.answersWith(_ -> append);
            send(one, 1, HALF_A_MEGABYTE);
            KafkaWorld.await("it is there", () -> world.broker.received().size() == 1);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(two, 2, HALF_A_MEGABYTE));
            try (RawClient small = world.connect()) {
                send(small, 3, 0);
                KafkaWorld.await(
                        "the small one is there", () -> world.broker.received().size() == 2);
            }
            assertEquals(2, world.broker.received().size());
            append.complete(new Produce.Result(0, 0));
            answered(one, 1);
            answered(two, 2);
            sent.join();
        }
    }

    @Test
    void membersThatWaitForEachOtherTakeNoMemoryFromEachOther() {
        CompletableFuture<?> generation = new CompletableFuture<>();
        try (KafkaWorld world =
                new KafkaWorld(Map.of("kafka-max-in-flight-bytes", "1MiB", "kafka-max-connections", "2"))) {
            world.broker.answersWith(_ -> generation);
            try (RawClient one = world.connect();
                    RawClient two = world.connect()) {
                one.send(RawClient.frame((short) 9, 1, join()));
                two.send(RawClient.frame((short) 9, 1, join()));
                KafkaWorld.await("both are there", () -> world.broker.received().size() == 2);
            }
            KafkaWorld.await("nobody waits for them any more", () -> isServed(world));
            assertFalse(generation.isDone(), "the group goes on");
        }
    }

    private static JoinGroupRequestData join() {
        JoinGroupRequestData request = new JoinGroupRequestData()
                .setGroupId("g")
                .setMemberId("m")
                .setProtocolType("consumer")
                .setSessionTimeoutMs(10_000)
                .setRebalanceTimeoutMs(10_000);
        request.protocols().add(new JoinGroupRequestProtocol().setName("range").setMetadata(new byte[50 << 10]));
        return request;
    }

    @Test
    void connectionEndsBehindAnAnswerThatSendsItsClientElsewhere() {
        CompletableFuture<Metadata.Result> asked = new CompletableFuture<>();
        try (KafkaWorld world = new KafkaWorld(Map.of());
                RawClient client = world.connect()) {
            world.broker.answersWith(request -> request instanceof Metadata ? asked : new CompletableFuture<>());
            client.send(RawClient.frame((short) 9, 1, new MetadataRequestData().setTopics(null)));
            KafkaWorld.await("it is there", () -> world.broker.received().size() == 1);
            send(client, 2, 0); // is answered no more
            asked.complete(World.cutOff(Optional.empty()));
            MetadataResponseData answer = client.receive(1, ApiKeys.METADATA, (short) 9, new MetadataResponseData());
            assertEquals(3, answer.brokers().size());
            assertTrue(client.isClosedByServer());
        }
    }

    @Test
    void brokerThatStopsAnswersWhatIsInProgressAndGivesUpWhatOnlyWaits() {
        CompletableFuture<Produce.Result> append = new CompletableFuture<>();
        CompletableFuture<?> never = new CompletableFuture<>();
        KafkaWorld world = new KafkaWorld(Map.of("kafka-drain-timeout", "1m"));
        try (RawClient producer = world.connect();
                RawClient consumer = world.connect();
                RawClient silent = world.connect()) {
            world.broker.answersWith(request -> request instanceof Produce ? append : never);
            send(producer, 1, 0);
            consumer.send(RawClient.frame((short) 12, 2, fetch()));
            KafkaWorld.await("both are there", () -> world.broker.received().size() == 2);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(world::close);
            assertTrue(consumer.isClosedByServer());
            assertTrue(never.isCancelled());
            assertTrue(silent.isClosedByServer());
            assertFalse(closed.isDone(), "an append is in progress");
            append.complete(new Produce.Result(0, 0));
            answered(producer, 1);
            assertTrue(producer.isClosedByServer());
            closed.join();
        }
    }

    @Test
    void whatDoesNotEndInTimeIsCutOff() {
        KafkaWorld world = new KafkaWorld(Map.of("kafka-drain-timeout", "0s"));
        try (RawClient producer = world.connect()) {
            world.broker.answersWith(_ -> new CompletableFuture<>());
            send(producer, 1, 0);
            KafkaWorld.await("it is there", () -> world.broker.received().size() == 1);
            world.close();
            assertTrue(producer.isClosedByServer());
        }
    }

    private static FetchRequestData fetch() {
        return new FetchRequestData()
                .setMaxWaitMs(60_000)
                .setMinBytes(1)
                .setMaxBytes(1000)
                .setTopics(List.of(new FetchRequestData.FetchTopic()
                        .setTopic(KafkaWorld.TOPIC)
                        .setPartitions(List.of(new FetchRequestData.FetchPartition().setPartitionMaxBytes(1000)))));
    }
}
