package io.gokafka.broker.request;

import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicNames;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.tck.consensus.Await;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestRouterTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BrokerWorld world = new BrokerWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private ErrorCode refusal(Request<?> request) {
        return assertInstanceOf(RequestException.class, Await.failure(world.send(request)))
                .code();
    }

    private static Produce produce(String topic, int partition) {
        return new Produce(topic, partition, Acks.ALL, plain("a"), LONG);
    }

    @Test
    void aTopicIsCreatedByItsFirstRecordAndItsLeaderIsKnown() {
        assertEquals(0, world.produce("fresh", 0, plain("a")));
        Metadata.Result known = Await.result(world.send(new Metadata(List.of("fresh", "other"), false, false)));
        assertEquals(1, known.topics().size());
        assertEquals(
                Optional.of(BrokerWorld.SELF),
                known.topics().getFirst().partitions().getFirst().leader());
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC,
                Objects.requireNonNull(known.failures().get("other")).code());
    }

    @Test
    void producingWhereThatCannotBeIsRefusedByName() {
        world.createTopic("t", 1);
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal(produce("t", 1)));
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal(produce("t", -1)));
        assertEquals(ErrorCode.INVALID_TOPIC, refusal(produce("..", 0)));
        assertEquals(ErrorCode.INVALID_TOPIC, refusal(produce("", 0)));
        assertEquals(ErrorCode.INTERNAL_TOPIC, refusal(produce("__mine", 0)));
        Await.result(world.send(new FindCoordinator("group")));
        assertEquals(ErrorCode.INTERNAL_TOPIC, refusal(produce(TopicNames.CONSUMER_OFFSETS, 0)));
        world.group("t", 0).follow(Optional.of(new BrokerId("gone")));
        assertEquals(ErrorCode.NO_LEADER, refusal(produce("t", 0)));
        world.group("t", 0).follow(Optional.of(BrokerWorld.SELF));
        assertEquals(ErrorCode.NOT_LEADER, refusal(produce("t", 0)));
    }

    @Test
    void aPartitionWithoutALeaderIsDescribedWithTheTermThatItIsIn() {
        world.produce("t", 0, plain("a"));
        long term = described("t").term();
        world.group("t", 0).follow(Optional.empty());
        assertEquals(Optional.empty(), described("t").leader());
        assertEquals(term + 1, described("t").term(), "clients take a lower term for old news");
    }

    private Metadata.Partition described(String topic) {
        Metadata.Result known = Await.result(world.send(new Metadata(List.of(topic), false, false)));
        return known.topics().getFirst().partitions().getFirst();
    }

    @Test
    void aBatchForATopicIdIsNotForAnotherTopicOfTheName() {
        world.produce("t", 0, plain("a"));
        UUID old = world.metadata.image().topic("t").orElseThrow().id();
        assertEquals(1, Await.result(world.send(produce(old, 0))).baseOffset());
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal(produce(old, 1)));
        Await.result(world.send(new DeleteTopic("t")));
        assertEquals(ErrorCode.UNKNOWN_TOPIC_ID, refusal(produce(old, 0)));
        assertEquals(0, world.produce("t", 0, plain("of the new topic")));
        assertEquals(ErrorCode.UNKNOWN_TOPIC_ID, refusal(produce(old, 0)));
    }

    @Test
    void aReplicaOfADeletedTopicIsNotThatOfTheNextTopicOfTheName() {
        world.produce("t", 0, plain("a"));
        world.host().close(); // what it hosts stays as it is
        Await.result(world.metadata.deleteTopic(new DeleteTopic("t")));
        Await.result(world.metadata.createTopic(new CreateTopic("t", 1, 1, Map.of(), false)));
        assertEquals(Optional.empty(), described("t").leader());
        assertEquals(ErrorCode.NO_LEADER, refusal(produce("t", 0)));
        assertEquals(ErrorCode.NO_LEADER, refusal(new ListOffsets("t", 0, new ListOffsets.Query.Latest())));
    }

    private static Produce produce(UUID topicId, int partition) {
        return new Produce("t", Optional.of(topicId), partition, Acks.ALL, plain("a"), LONG);
    }

    @Test
    void offsetsAreListedByALeaderThatKnowsThem() {
        world.produce("t", 0, at(5, "a"));
        ListOffsets latest = new ListOffsets("t", 0, new ListOffsets.Query.Latest());
        assertEquals(1, Await.result(world.send(latest)).offset());
        world.group("t", 0).holdCommits();
        world.group("t", 0).follow(Optional.empty());
        assertEquals(ErrorCode.NO_LEADER, refusal(latest));
        world.group("t", 0).lead();
        assertEquals(ErrorCode.NO_LEADER, refusal(latest), "it does not know the end yet");
        world.group("t", 0).commit();
        assertEquals(1, Await.result(world.send(latest)).offset(), "the leader's own first entry takes no offset");
    }

    @Test
    void aDeletionThatMeansAnEarlierTopicLeavesTheOneThatHasItsNameAlone() {
        world.createTopic("t", 1);
        UUID first = world.metadata.image().topic("t").orElseThrow().id();
        Await.result(world.send(new DeleteTopic("t", Optional.of(first))));
        world.createTopic("t", 1);
        assertEquals(0, world.produce("t", 0, plain("a")));
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC, refusal(new DeleteTopic("t", Optional.of(first))), "it comes late, or again");
        assertEquals(1, world.produce("t", 0, plain("b")), "all is there");
    }

    @Test
    void aTopicThatIsDeletedIsGoneWithItsLog() {
        world.createTopic("t", 1);
        world.produce("t", 0, plain("a"));
        Await.result(world.send(new DeleteTopic("t")));
        Await.until("its partition is closed", () -> world.hosted.find("t", 0).isEmpty());
        assertEquals(ErrorCode.UNKNOWN_TOPIC, refusal(new DeleteTopic("t")));
        Await.until("its log is deleted", () -> world.slices.storage().list().size() == 1);
        assertEquals(0, world.produce("t", 0, plain("again")), "a new topic of the same name begins anew");
    }

    @Test
    void orphansAreDeletedAndWhatIsHostedIsNot() {
        world.createTopic("t", 1);
        LogId orphan = new LogId("deleted-0.1234");
        world.slices.storage().open(orphan, LogConfig.DEFAULT).close();
        world.host().deleteOrphans();
        assertFalse(world.slices.storage().list().contains(orphan));
        assertEquals(2, world.slices.storage().list().size());
    }

    @Test
    void theBrokerDescribesItselfAndGivesProducersTheirIds() {
        world.produce("t", 0, plain("a"));
        DescribeBroker.Result self = Await.result(world.send(new DescribeBroker()));
        assertEquals(BrokerWorld.SELF, self.info().id());
        assertEquals(1, self.leaders());
        long first = Await.result(world.send(new InitProducer())).producerId();
        assertEquals(first + 1, Await.result(world.send(new InitProducer())).producerId());
        long nextBlock = ClusterMetadata.PRODUCER_IDS;
        assertEquals(
                nextBlock, world.metadata.image().nextProducerId() - first, "one change of the metadata for many ids");
        RequestContext other = new RequestContext("__broker", "broker");
        assertEquals(
                first + nextBlock,
                Await.result(world.router.submit(new InitProducer(), other)).producerId(),
                "another broker's block");
        assertEquals(first + 2, Await.result(world.send(new InitProducer())).producerId());
    }

    @Test
    void theOnlyBrokerCannotBeRemoved() {
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(new RemoveBroker(BrokerWorld.SELF)));
        assertEquals(ErrorCode.UNKNOWN_BROKER, refusal(new RemoveBroker(new BrokerId("unknown"))));
    }

    @Test
    void aBrokersRequestIsNotHeldUpWhereTheMetadataIsNotLed() {
        world.consensus.group(LogId.CLUSTER).follow(Optional.empty());
        Await.until("the lead is lost", () -> !world.metadata.isLeader());
        RequestContext broker = new RequestContext("__broker", "broker");
        long start = System.nanoTime();
        Throwable fault = Await.failure(world.router.submit(new CreateTopic("t", 1, 1, Map.of(), false), broker));
        assertEquals(ErrorCode.NO_LEADER, ((RequestException) fault).code());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aRouterRefusesRequestsBeforeItIsOpenAndForGoodOnceItIsClosed() {
        RequestRouter router = new RequestRouter();
        DescribeBroker request = new DescribeBroker();
        Throwable early = Await.failure(router.submit(request, RequestContext.LOCAL));
        assertEquals(ErrorCode.UNAVAILABLE, ((RequestException) early).code());
        Failures failures = failures();
        router.open(failures);
        assertEquals(
                ErrorCode.UNSUPPORTED,
                ((RequestException) Await.failure(router.submit(request, RequestContext.LOCAL))).code());
        router.close();
        router.open(failures);
        assertFalse(router.isOpen());
        Throwable late = Await.failure(router.submit(request, RequestContext.LOCAL));
        assertEquals(ErrorCode.UNAVAILABLE, ((RequestException) late).code());
    }

    private Failures failures() {
        return new Failures(new ClusterDirectory("cluster", world.metadata, world.hosted, world.consensus));
    }

    @Test
    void everyFaultHasItsCode() {
        Map<Throwable, ErrorCode> expected = Map.of(
                new ConsensusException.NotLeader(Optional.empty()), ErrorCode.NO_LEADER,
                new ConsensusException.NotLeader(Optional.of(BrokerWorld.SELF)), ErrorCode.NOT_LEADER,
                new ConsensusException.Indeterminate("x"), ErrorCode.INDETERMINATE,
                new ConsensusException.Overloaded("x"), ErrorCode.OVERLOADED,
                new ConsensusException.ReplicaFailed("x", null), ErrorCode.STORAGE_ERROR,
                new StorageException("x"), ErrorCode.STORAGE_ERROR,
                new OffsetOutOfRangeException("x"), ErrorCode.OFFSET_OUT_OF_RANGE,
                new InterruptedException(), ErrorCode.UNAVAILABLE,
                new RequestException(ErrorCode.TIMEOUT, "x"), ErrorCode.TIMEOUT,
                new IllegalStateException("defect"), ErrorCode.INTERNAL);
        Failures failures = failures();
        expected.forEach((fault, code) -> {
            assertEquals(code, failures.toRequestException(fault).code());
            Throwable wrapped = new CompletionException(new ExecutionException(fault));
            assertEquals(code, failures.toRequestException(wrapped).code());
        });
    }

    @Test
    void anInterruptedReadIsNoFaultOfTheStorage() {
        StorageException interrupted = new StorageException("cannot read", new ClosedByInterruptException());
        assertEquals(
                ErrorCode.UNAVAILABLE,
                failures().toRequestException(interrupted).code());
    }
}
