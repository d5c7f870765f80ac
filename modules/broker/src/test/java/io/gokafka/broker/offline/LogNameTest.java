package io.gokafka.broker.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogNameTest {
    private static LogId log(String topic, int partition) {
        return ClusterImage.logId(
                new ClusterImage.Topic(new ClusterRecord.TopicCreated(
                        topic, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"), 1, Map.of(), List.of())),
                partition);
    }

    @Test
    void partitionIsReadFromTheIdOfItsLog() {
        for (String topic : List.of("orders", "a-1.b_c", "x-2.0123456789abcdef0123456789abcdef")) {
            LogName name = LogName.of(log(topic, 12));
            assertEquals(Optional.of(new TopicPartition(topic, 12)), name.partition());
            assertEquals(topic + "-12", name.shortName());
            assertEquals(Optional.of("0123456789abcdef0123456789abcdef"), name.topicId());
        }
    }

    @Test
    void nameThatWasCutIsNotPassedOffAsATopic() {
        LogName name = LogName.of(log("t".repeat(200), 3));
        assertEquals(Optional.empty(), name.partition());
        assertEquals(name.log().value(), name.shortName());
    }

    @Test
    void otherLogsHaveTheirIds() {
        assertEquals("__cluster", LogName.of(LogId.CLUSTER).shortName());
    }
}
