package io.gokafka.broker.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TopicIndexTest {
    private static final UUID ID = new UUID(1, 2);

    private final TopicIndex index = new TopicIndex();

    private static ClusterImage imageWith(String name, UUID id) {
        List<List<BrokerId>> replicas = List.of(List.of(new BrokerId("a")), List.of(new BrokerId("a")));
        ClusterImage.Topic topic = new ClusterImage.Topic(new TopicCreated(name, id, 1, Map.of(), replicas));
        return new ClusterImage(List.of(), Map.of(name, topic), Map.of(id, name), Map.of(), 0);
    }

    @Test
    void thereAreNoTopicsBeforeTheBrokerHasMetadata() {
        assertEquals(Optional.empty(), index.find("t"));
        assertEquals(Optional.empty(), index.find(ID));
    }

    @Test
    void aTopicIsFoundByItsNameAndByItsId() {
        index.follow(() -> imageWith("t", ID));
        Optional<TopicDirectory.Topic> topic = Optional.of(new TopicDirectory.Topic("t", ID, 2));
        assertEquals(topic, index.find("t"));
        assertEquals(topic, index.find(ID));
        assertEquals(Optional.empty(), index.find(new UUID(1, 3)));
    }
}
