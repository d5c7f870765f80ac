package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class DescribeClusterApiTest {
    private final DescribeClusterApi api = new DescribeClusterApi(World.cluster());

    @Test
    void brokersThatCannotBeReachedAreListedToWhoAsksForThem() {
        DescribeClusterResponseData usual = ask(new DescribeClusterRequestData(), 2);
        DescribeClusterResponseData all = ask(new DescribeClusterRequestData().setIncludeFencedBrokers(true), 2);

        assertEquals(List.of(1, 2), ids(usual));
        assertEquals(List.of(1, 2, 3), ids(all));
        assertTrue(all.brokers().find(3).isFenced());
        assertEquals("cluster", all.clusterId());
        assertEquals(1, all.controllerId());
    }

    @Test
    void controllersAreNotToBeFoundHere() {
        assertEquals(
                Errors.MISMATCHED_ENDPOINT_TYPE.code(),
                ask(new DescribeClusterRequestData().setEndpointType((byte) 2), 1)
                        .errorCode());
        assertEquals(
                Errors.UNSUPPORTED_ENDPOINT_TYPE.code(),
                ask(new DescribeClusterRequestData().setEndpointType((byte) 9), 1)
                        .errorCode());
    }

    private DescribeClusterResponseData ask(DescribeClusterRequestData request, int version) {
        return Wire.call(DescribeClusterResponseData.class, api, request, version);
    }

    private static List<Integer> ids(DescribeClusterResponseData answer) {
        return answer.brokers().stream().map(DescribeClusterBroker::brokerId).toList();
    }
}
