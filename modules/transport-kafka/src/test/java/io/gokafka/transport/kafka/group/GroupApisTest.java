package io.gokafka.transport.kafka.group;

import io.gokafka.transport.kafka.api.VersionCheck;
import io.gokafka.transport.kafka.api.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GroupApisTest {
    @TestFactory
    Stream<DynamicTest> everyVersionOfEveryApiCanBeReadAndAnswered() {
        return VersionCheck.tests(
                requests -> GroupApis.all(requests, World.TOPICS), GroupSamples::request, GroupSamples::broker);
    }
}
