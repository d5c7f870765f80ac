package io.gokafka.transport.kafka.cluster;

import io.gokafka.transport.kafka.api.VersionCheck;
import io.gokafka.transport.kafka.api.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ClusterApisTest {
    @TestFactory
    Stream<DynamicTest> everyVersionOfEveryApiCanBeReadAndAnswered() {
        return VersionCheck.tests(
                requests -> ClusterApis.all(requests, World.TOPICS), ClusterSamples::request, ClusterSamples::broker);
    }
}
