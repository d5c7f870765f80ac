package io.gokafka.broker.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterJoinTest {
    private static final BrokerId SELF = new BrokerId("node1");
    private static final Map<String, HostPort> ENDPOINTS = Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 19_092));

    private final ClusterJoin join = new ClusterJoin(SELF, "file", ENDPOINTS, "grpc", UUID.randomUUID());

    @Test
    void whoMakesAClusterMayBeginIt() {
        Identity founder = join.bootstrap();

        assertEquals(List.of(SELF), founder.metadataVoters());
        assertFalse(founder.begun());
    }

    /** Its disk was lost, and it was taken out of the cluster: it is asked whether it is new, and is not. */
    @Test
    void founderThatJoinsItsOwnClusterDoesNotBeginItAnew() throws Exception {
        JoinCluster.Result answer =
                new JoinCluster.Result("cluster", List.of(new BrokerInfo(SELF, 1, ENDPOINTS, true)), List.of(SELF), 1);

        Identity joined = join.join(List.of(nobody()), new OneAnswer(answer));

        assertEquals(List.of(SELF), joined.metadataVoters());
        assertTrue(joined.begun());
    }

    private static HostPort nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", socket.getLocalPort());
        }
    }

    private record OneAnswer(JoinCluster.Result answer) implements ClientTransport {
        @Override
        public Requests broker(HostPort address) {
            return new Requests() {
                @Override
                @SuppressWarnings("unchecked") // the only request that is made
                public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                    return CompletableFuture.completedFuture((R) answer);
                }
            };
        }

        @Override
        public void close() {}
    }
}
