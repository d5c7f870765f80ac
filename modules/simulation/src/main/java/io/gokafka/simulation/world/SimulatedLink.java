package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.group.Replica;
import io.gokafka.consensus.jgroups.group.Wire;
import io.gokafka.consensus.jgroups.rules.GroupSight;
import io.gokafka.consensus.jgroups.rules.ViewJudgement;
import io.gokafka.consensus.jgroups.rules.ViewJudgement.Member;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins a replica to the simulated network as the adapter joins it to JGroups: messages go to and come from the life of a broker that
 * the view shows, and views are judged by the same functions.
 */
final class SimulatedLink implements Wire {
    private final World world;
    private final SimulatedBroker broker;
    private final Life life;
    private @Nullable Replica replica;
    private List<BrokerId> replicas;
    private Map<BrokerId, Life> view = Map.of();
    private Optional<List<Member>> judged = Optional.empty();
    private Optional<Object> leader = Optional.empty();

    SimulatedLink(World world, SimulatedBroker broker, Life life) {
        this.world = world;
        this.broker = broker;
        this.life = life;
        this.replicas = world.firstVoters();
    }

    Replica open(Replica opened) {
        replica = opened;
        return opened;
    }

    Replica replica() {
        return Objects.requireNonNull(replica);
    }

    Map<BrokerId, Life> view() {
        return view;
    }

    Set<BrokerId> reachable() {
        return view.keySet();
    }

    @Override
    public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
        Life target = view.get(to);
        if (target == null || life.isDead()) {
            return;
        }
        byte[] copy = new byte[length];
        System.arraycopy(payload, offset, copy, 0, length);
        transmit(to, target, rpc, copy);
        if (world.network().repeats()) {
            transmit(to, target, rpc, copy.clone());
        }
    }

    private void transmit(BrokerId to, Life target, Rpc rpc, byte[] payload) {
        OptionalLong arrival =
                world.network().arrival(broker.number(), world.broker(to).number());
        if (arrival.isPresent()) {
            Object who = new Message(broker.id(), to, rpc);
            world.scheduler()
                    .at(
                            arrival.getAsLong(),
                            "message",
                            who,
                            () -> target.process().run(() -> target.link().arrived(life, broker.id(), rpc, payload)));
        }
    }

    private record Message(BrokerId from, BrokerId to, Rpc rpc) {
        @Override
        public String toString() {
            return from + " > " + to + " " + rpc;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very life that the view shows
    private void arrived(Life from, BrokerId sender, Rpc rpc, byte[] payload) {
        if (view.get(sender) == from) {
            replica().received(sender, rpc, ByteBuffer.wrap(payload));
        }
    }

    /** The brokers' common view has changed, here. */
    void viewChanged(Map<BrokerId, Life> newView) {
        view = newView;
        passUp();
    }

    @Override
    public void replicas(List<BrokerId> now) {
        if (!now.equals(replicas)) {
            replicas = now;
            if (!view.isEmpty()) {
                passUp();
            }
        }
    }

    private void passUp() {
        Map<BrokerId, Object> incarnations = new LinkedHashMap<>();
        List<Member> members = GroupSight.members(replicas, broker.id(), view::containsKey).stream()
                .map(b -> new Member(b, Objects.requireNonNull(view.get(b)).incarnation()))
                .toList();
        members.forEach(m -> incarnations.put(m.broker(), m.incarnation()));
        replica().reachChanged(incarnations, () -> judge(members));
    }

    private void judge(List<Member> members) {
        ViewJudgement.Judge self = new ViewJudgement.Judge(
                life.incarnation(), replica().voters(), replica().leads(), leader);
        Optional<List<Member>> before = judged;
        judged = Optional.of(members);
        switch (ViewJudgement.of(before, members, self)) {
            case ELECT -> replica().startElection();
            case MAJORITY_LOST -> replica().majorityLost();
            case NOTHING -> {}
        }
    }

    @Override
    public void leaderIs(Optional<BrokerId> now) {
        leader = now.flatMap(b -> Optional.ofNullable(view.get(b))).map(Life::incarnation);
    }
}
