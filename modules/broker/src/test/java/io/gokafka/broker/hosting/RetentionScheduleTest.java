package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetentionScheduleTest {
    @Test
    void whatIsOlderThanTheBrokersDefaultIsDeletedInTheCourseOfTime() {
        try (BrokerWorld world = new BrokerWorld()) {
            world.createTopic("old", 1);
            world.createTopic("new", 1);
            world.createTopic("followed", 1);
            world.produce("old", 0, plain("a")); // years ago
            world.produce("new", 0, at(System.currentTimeMillis(), "b"));
            world.produce("followed", 0, plain("c"));
            world.group("followed", 0).follow(Optional.empty());
            RetentionSchedule schedule = new RetentionSchedule(world.hosted, Duration.ofMillis(100));
            Await.until("the old record is deleted", () -> start(world, "old") == 1);
            schedule.close();
            assertEquals(0, start(world, "new"));
            assertEquals(0, start(world, "followed"), "its leader decides");
        }
    }

    private static long start(BrokerWorld world, String topic) {
        return world.hosted.find(topic, 0).orElseThrow().reader().logStartOffset();
    }
}
