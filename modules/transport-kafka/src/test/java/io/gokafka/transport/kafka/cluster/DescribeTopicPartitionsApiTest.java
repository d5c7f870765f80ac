package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class DescribeTopicPartitionsApiTest {
    private final Asked broker = World.cluster();
    private final DescribeTopicPartitionsApi api = new DescribeTopicPartitionsApi(broker);

    @Test
    void allTopicsAreDescribedByNameWhenNoneIsNamed() {
        DescribeTopicPartitionsResponseData answer = ask(request(100));

        assertEquals(List.of("__consumer_offsets 1", "orders 2"), summary(answer));
        assertNull(answer.nextCursor());
        assertEquals(Uuids.of(World.ORDERS_ID), answer.topics().find("orders").topicId());
    }

    @Test
    void pagesGoOnWhereTheLastOneEndedAndCoverAllPartitionsOnce() {
        DescribeTopicPartitionsRequestData request = request(1);
        List<String> seen = new ArrayList<>();
        DescribeTopicPartitionsResponseData answer = ask(request);
        while (answer.nextCursor() != null) {
            add(answer, seen);
            request.setCursor(new DescribeTopicPartitionsRequestData.Cursor()
                    .setTopicName(answer.nextCursor().topicName())
                    .setPartitionIndex(answer.nextCursor().partitionIndex()));
            answer = ask(request);
        }
        add(answer, seen);

        assertEquals(List.of("__consumer_offsets-0", "orders-0", "orders-1"), seen);
    }

    @Test
    void cursorOfATopicThatIsGoneGoesOnWithTheNextOne() {
        DescribeTopicPartitionsRequestData request = request(100);
        request.setCursor(new DescribeTopicPartitionsRequestData.Cursor()
                .setTopicName("a")
                .setPartitionIndex(3));

        assertEquals(List.of("orders 2"), summary(ask(request)));
    }

    @Test
    void namedTopicThatDoesNotExistIsAnError() {
        DescribeTopicPartitionsRequestData request = request(100);
        request.setTopics(List.of(new TopicRequest().setName("orders"), new TopicRequest().setName("lost")));
        DescribeTopicPartitionsResponseData answer = ask(request);

        assertEquals(List.of("lost 0", "orders 2"), summary(answer));
        assertEquals(
                Errors.UNKNOWN_TOPIC_OR_PARTITION.code(),
                answer.topics().find("lost").errorCode());
    }

    @Test
    void cursorBeforeTheFirstPartitionIsRefused() {
        DescribeTopicPartitionsRequestData request = request(100);
        request.setTopics(List.of(new TopicRequest().setName("orders")));
        request.setCursor(new DescribeTopicPartitionsRequestData.Cursor()
                .setTopicName("orders")
                .setPartitionIndex(-1));

        assertEquals(
                Errors.INVALID_REQUEST.code(),
                ask(request).topics().find("orders").errorCode());
    }

    @Test
    void limitBelowOneIsOne() {
        assertEquals(List.of("__consumer_offsets 1"), summary(ask(request(-5))));
    }

    private static DescribeTopicPartitionsRequestData request(int limit) {
        return new DescribeTopicPartitionsRequestData().setResponsePartitionLimit(limit);
    }

    private DescribeTopicPartitionsResponseData ask(DescribeTopicPartitionsRequestData request) {
        return Wire.call(DescribeTopicPartitionsResponseData.class, api, request, 0);
    }

    private static List<String> summary(DescribeTopicPartitionsResponseData answer) {
        return answer.topics().stream()
                .map(topic -> topic.name() + " " + topic.partitions().size())
                .toList();
    }

    private static void add(DescribeTopicPartitionsResponseData answer, List<String> seen) {
        for (DescribeTopicPartitionsResponseTopic topic : answer.topics()) {
            topic.partitions().forEach(partition -> seen.add(topic.name() + "-" + partition.partitionIndex()));
        }
    }
}
