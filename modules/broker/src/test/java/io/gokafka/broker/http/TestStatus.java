package io.gokafka.broker.http;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A cluster of two brokers, the first of which is dead. */
final class TestStatus implements StatusSource {
    static final HostPort ANY_PORT = HostPort.parse("127.0.0.1:0");

    volatile Readiness readiness = new Readiness.Ready();

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public ClusterView cluster() {
        return new ClusterView(
                Optional.of("c-1"),
                new BrokerId("node2"),
                Optional.empty(),
                List.of(broker("node2", 2, true), broker("node1", 1, false)),
                List.of(new ClusterView.Topic(
                        "t",
                        List.of(new ClusterView.Partition(
                                0,
                                Optional.of(new BrokerId("node2")),
                                7,
                                List.of(new BrokerId("node1"), new BrokerId("node2")),
                                OptionalLong.of(42))))));
    }

    private static BrokerInfo broker(String id, int number, boolean alive) {
        return new BrokerInfo(
                new BrokerId(id),
                number,
                Map.of("grpc", new HostPort("::1", 9090 + number), "http", new HostPort("h", 8080)),
                alive);
    }
}
