package io.gokafka.broker.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PartitionLeaderTest {
    private static final BrokerId SELF = new BrokerId("self");
    private static final BrokerId OTHER = new BrokerId("other");
    private static final ElectLeader REQUEST = new ElectLeader("t", 0);
    private static final RequestContext BROKER = new RequestContext(Peers.CLIENT_ID, "broker");

    private final Deque<Optional<BrokerId>> leaders = new ArrayDeque<>();
    private final Deque<CompletableFuture<?>> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final PartitionLeader leader = new PartitionLeader(SELF, peers(), (topic, partition) -> next());

    /** The last answer is the one for good. */
    private Optional<BrokerId> next() {
        return leaders.size() > 1 ? leaders.removeFirst() : leaders.getFirst();
    }

    private Peers peers() {
        BrokerRegistered other =
                new BrokerRegistered(OTHER, 2, new UUID(1, 2), Map.of("grpc", new HostPort("other", 1)), false);
        ClusterImage image = new ClusterImage(List.of(other), Map.of(), Map.of(), Map.of(), 0);
        return new Peers("grpc", new Other(), () -> image);
    }

    private ElectLeader.Result apply(RequestContext context) throws InterruptedException {
        return leader.apply(
                "t",
                0,
                REQUEST,
                () -> {
                    asked.add("here");
                    return new ElectLeader.Result();
                },
                context);
    }

    @Test
    void itIsDoneHereWhereThePartitionIsLedHere() throws InterruptedException {
        leaders.add(Optional.of(SELF));
        apply(BROKER);
        assertEquals(List.of("here"), asked);
    }

    @Test
    void theLeaderIsAskedOnceItIsKnownAndAnotherOneWhenItDoesNotLeadAnyMore() throws InterruptedException {
        leaders.addAll(List.of(Optional.empty(), Optional.of(OTHER), Optional.of(SELF)));
        answers.add(CompletableFuture.failedFuture(new RequestException(ErrorCode.NOT_LEADER, "not any more")));
        apply(RequestContext.LOCAL);
        assertEquals(List.of("other:1", "here"), asked);
    }

    @Test
    void whatTheLeaderRefusesIsRefused() {
        leaders.add(Optional.of(OTHER));
        answers.add(CompletableFuture.failedFuture(new RequestException(ErrorCode.ELECTION_NOT_NEEDED, "it leads")));
        RequestException refused = assertThrows(RequestException.class, () -> apply(RequestContext.LOCAL));
        assertEquals(ErrorCode.ELECTION_NOT_NEEDED, refused.code());
    }

    @Test
    void aBrokersRequestIsNotPassedOnNorHeldUp() {
        leaders.add(Optional.of(OTHER));
        RequestException refused = assertThrows(RequestException.class, () -> apply(BROKER));
        assertEquals(ErrorCode.NO_LEADER, refused.code());
        assertEquals(List.of(), asked);
    }

    private final class Other implements ClientTransport {
        @Override
        public Requests broker(HostPort address) {
            return new Requests() {
                @Override
                @SuppressWarnings("unchecked") // the test says what fits
                public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                    asked.add(address.toString());
                    return (CompletableFuture<R>) answers.removeFirst();
                }
            };
        }

        @Override
        public void close() {
            // there is nothing
        }
    }
}
