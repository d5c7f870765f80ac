package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.peer.PartitionLeader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Has the leader of a partition hand over to the preferred replica, the first of those that the metadata names. */
final class ElectLeaderHandler implements BlockingHandler<ElectLeader, ElectLeader.Result> {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final BrokerId self;
    private final TopicLookup lookup;
    private final HostedPartitions hosted;
    private final ClusterDirectory directory;
    private final PartitionLeader leader;

    ElectLeaderHandler(
            BrokerId self,
            TopicLookup lookup,
            HostedPartitions hosted,
            ClusterDirectory directory,
            PartitionLeader leader) {
        this.self = self;
        this.lookup = lookup;
        this.hosted = hosted;
        this.directory = directory;
        this.leader = leader;
    }

    @Override
    public ElectLeader.Result answer(ElectLeader request, RequestContext context) throws InterruptedException {
        String topic = request.topic();
        ClusterImage.Topic known = lookup.topicOf(topic, request.partition());
        BrokerId preferred = known.replicas(request.partition()).getFirst();
        if (!directory.isReachable(preferred)) {
            throw notAvailable(preferred, "it is down");
        }
        ElectLeader.Result elected;
        try {
            elected = leader.apply(
                    topic, request.partition(), request, () -> transfer(known, request, preferred), context);
        } catch (RequestException e) {
            throw switch (e.code()) {
                case NO_LEADER, NOT_LEADER, UNAVAILABLE ->
                    notAvailable(preferred, "the partition has no leader that could hand over");
                default -> e;
            };
        }
        directory.awaitLeader(topic, request.partition(), preferred, SEEN_WITHIN);
        return elected;
    }

    /** On the partition's leader. */
    private ElectLeader.Result transfer(ClusterImage.Topic topic, ElectLeader request, BrokerId preferred)
            throws InterruptedException {
        Optional<Replica> replica = hosted.find(new PartitionKey(topic.id(), request.partition()))
                .map(partition -> partition.replica())
                .filter(Replica::isLeader);
        if (replica.isEmpty()) {
            throw new RequestException(ErrorCode.NO_LEADER, "this broker does not lead the partition any more");
        }
        if (self.equals(preferred)) {
            throw new RequestException(
                    ErrorCode.ELECTION_NOT_NEEDED,
                    "broker '" + preferred + "', the preferred replica, leads the partition already");
        }
        try {
            replica.get().transferLeadership(preferred).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConsensusException.NotLeader moved) {
                // Leadership has just moved: whoever looks for the leader finds the next one.
                throw new RequestException(ErrorCode.NOT_LEADER, String.valueOf(moved.getMessage()));
            }
            if (e.getCause() instanceof ConsensusException refused) {
                throw notAvailable(preferred, String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("a transfer of leadership failed", e.getCause());
        }
        return new ElectLeader.Result();
    }

    private static RequestException notAvailable(BrokerId preferred, String why) {
        return new RequestException(
                ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE,
                "broker '" + preferred + "', the preferred replica, cannot lead the partition now: " + why);
    }
}
