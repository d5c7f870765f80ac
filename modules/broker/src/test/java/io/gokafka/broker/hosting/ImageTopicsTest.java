package io.gokafka.broker.hosting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.broker.group.TopicMark;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.metadata.IndexedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What group coordinators are told of the topics. */
final class ImageTopicsTest {
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);

    private IndexedImage latest = IndexedImage.EMPTY;
    private final ImageTopics topics = new ImageTopics(() -> latest);

    @Test
    void aTopicIsMarkedByItsIdAndWhatIsKnown() {
        assertEquals(Optional.empty(), topics.mark("t"));
        latest = new IndexedImage(imageWith(FIRST), 7);
        assertEquals(Optional.of(new TopicMark(FIRST, 7)), topics.mark("t"));
        assertEquals(OptionalInt.of(1), topics.partitionCount("t"));
    }

    @Test
    void aTopicIsGoneWhenItIsMissingAndNoLongerToBeHeardOf() {
        latest = new IndexedImage(imageWith(FIRST), 7);
        assertFalse(topics.isGone(new TopicMark(FIRST, 5)));
        assertFalse(topics.isGone(new TopicMark(FIRST, 9)));
        assertTrue(topics.isGone(new TopicMark(SECOND, 5)));
        assertTrue(topics.isGone(new TopicMark(SECOND, 7)));
        assertFalse(topics.isGone(new TopicMark(SECOND, 8)));
        latest = new IndexedImage(imageWith(SECOND), 8);
        assertTrue(topics.isGone(new TopicMark(FIRST, 7)));
        assertFalse(topics.isGone(new TopicMark(SECOND, 8)));
    }

    @Test
    void namesAreTheSameAsLongAsNothingHasChanged() {
        latest = new IndexedImage(imageWith(FIRST), 7);
        Set<String> names = topics.names();
        assertEquals(Set.of("t"), names);
        latest = new IndexedImage(latest.image(), 8);
        assertSame(names, topics.names());
        latest = new IndexedImage(imageWith(SECOND), 9);
        assertNotSame(names, topics.names());
    }

    private static ClusterImage imageWith(UUID id) {
        List<List<BrokerId>> replicas = List.of(List.of(new BrokerId("a")));
        ClusterImage.Topic topic = new ClusterImage.Topic(new TopicCreated("t", id, 1, Map.of(), replicas));
        return new ClusterImage(List.of(), Map.of("t", topic), Map.of(id, "t"), Map.of(), 0);
    }
}
