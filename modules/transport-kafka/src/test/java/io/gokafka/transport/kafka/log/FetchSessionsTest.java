package io.gokafka.transport.kafka.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;

class FetchSessionsTest {
    private static final short BY_IDS = 16;
    private static final short BY_NAMES = 12;
    private static final Uuid ID = new Uuid(1, 2);

    private final AtomicLong now = new AtomicLong();
    private final FetchSessions sessions = new FetchSessions(2, now::get, new Random(7));

    private static FetchRequestData request(int session, int epoch, int... partitions) {
        FetchRequestData request = new FetchRequestData().setSessionId(session).setSessionEpoch(epoch);
        for (int partition : partitions) {
            request.topics()
                    .add(new FetchRequestData.FetchTopic()
                            .setTopicId(ID)
                            .setPartitions(List.of(new FetchRequestData.FetchPartition().setPartition(partition))));
        }
        return request;
    }

    private static FetchRequestData forgetting(FetchRequestData request, int partition) {
        request.forgottenTopicsData()
                .add(new FetchRequestData.ForgottenTopic().setTopicId(ID).setPartitions(List.of(partition)));
        return request;
    }

    private FetchContext.Readable open(FetchRequestData request) {
        return assertInstanceOf(FetchContext.Readable.class, sessions.open(request, BY_IDS));
    }

    private Errors refusal(FetchRequestData request, short version) {
        return assertInstanceOf(FetchContext.Refused.class, sessions.open(request, version))
                .error();
    }

    private static List<Fetched> told(FetchContext.Readable context, long highWatermark) {
        return context.wanted().stream()
                .map(wanted -> new Fetched(
                        wanted,
                        new PartitionData().setHighWatermark(highWatermark).setRecords(MemoryRecords.EMPTY)))
                .toList();
    }

    private int begin(int... partitions) {
        FetchContext.Readable full = open(request(0, 0, partitions));
        return full.select(told(full, 5)).session();
    }

    private static List<Integer> partitions(FetchContext.Readable context) {
        return context.wanted().stream().map(wanted -> wanted.key().partition()).toList();
    }

    @Test
    void clientAddsAndForgetsPartitionsAndIsToldOnlyWhatIsNew() {
        int id = begin(0, 1);
        FetchContext.Readable second = open(forgetting(request(id, 1, 2), 0));
        assertEquals(List.of(1, 2), partitions(second));
        assertEquals(1, second.select(told(second, 5)).answered().size(), "of partition 1 nothing is new");
        FetchContext.Readable third = open(request(id, 2));
        assertEquals(0, third.select(told(third, 5)).answered().size());
        FetchContext.Readable fourth = open(request(id, 3));
        assertEquals(2, fourth.select(told(fourth, 6)).answered().size());
    }

    @Test
    void sessionThatIsNotThereOrIsElsewhereIsRefused() {
        int id = begin(0);
        assertEquals(Errors.FETCH_SESSION_ID_NOT_FOUND, refusal(request(id + 1, 1), BY_IDS));
        assertEquals(Errors.INVALID_FETCH_SESSION_EPOCH, refusal(request(id, 2), BY_IDS));
        assertEquals(Errors.FETCH_SESSION_TOPIC_ID_ERROR, refusal(request(id, 1), BY_NAMES));
        assertEquals(List.of(0), partitions(open(request(id, 1))), "it goes on all the same");
    }

    @Test
    void answerThatWasOvertakenByAnotherRequestOfItsSessionIsRefused() {
        int id = begin(0);
        FetchContext.Readable slow = open(request(id, 1));
        open(request(id, 2));
        assertEquals(
                Errors.INVALID_FETCH_SESSION_EPOCH, slow.select(told(slow, 9)).error());
    }

    @Test
    void sessionEndsWhenItsClientSaysSoOrWantsNothingAnyMore() {
        int first = begin(0);
        open(request(first, -1));
        assertEquals(Errors.FETCH_SESSION_ID_NOT_FOUND, refusal(request(first, 1), BY_IDS));
        int second = begin(0);
        assertEquals(List.of(), partitions(open(forgetting(request(second, 1), 0))));
        assertEquals(0, sessions.count());
    }

    @Test
    void fullCacheGivesUpTheSessionThatWasUsedLongestAgoIfThatIsSomeTime() {
        int first = begin(0);
        int second = begin(0);
        assertEquals(FetchContext.NO_SESSION, begin(0), "both were used just now");
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        open(request(first, 1));
        assertNotEquals(FetchContext.NO_SESSION, begin(0));
        assertEquals(Errors.FETCH_SESSION_ID_NOT_FOUND, refusal(request(second, 1), BY_IDS));
        assertEquals(List.of(0), partitions(open(request(first, 2))));
    }

    @Test
    void namesThatNoTopicCanHaveAreNotKept() {
        FetchContext.Readable context = byName("x".repeat(250));
        assertEquals(1, context.wanted().size());
        assertEquals(FetchContext.NO_SESSION, context.select(told(context, 1)).session());

        FetchContext.Readable kept = byName("orders");
        FetchRequestData change = request(kept.select(told(kept, 1)).session(), 1);
        change.topics().add(named("x".repeat(250)));
        assertEquals(Errors.INVALID_TOPIC_EXCEPTION, refusal(change, BY_NAMES));
    }

    private FetchContext.Readable byName(String topic) {
        FetchRequestData full = request(0, 0);
        full.topics().add(named(topic));
        return assertInstanceOf(FetchContext.Readable.class, sessions.open(full, BY_NAMES));
    }

    private static FetchRequestData.FetchTopic named(String topic) {
        return new FetchRequestData.FetchTopic()
                .setTopic(topic)
                .setPartitions(List.of(new FetchRequestData.FetchPartition().setPartition(0)));
    }
}
