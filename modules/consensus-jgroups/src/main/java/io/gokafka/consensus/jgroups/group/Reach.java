package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which replicas of the group can be reached. A broker that was started anew is another incarnation: what the former one was
 * sent is lost, and it does not lead any more. For the group's thread.
 */
final class Reach {
    private final BrokerId self;
    private final Wire wire;
    private final Book book;
    /** Replicas beside the voters: learners that asked for the log, former voters, a leader that is not known as voter yet. */
    private final Set<BrokerId> extras = new LinkedHashSet<>();

    private Map<BrokerId, Object> incarnations = Map.of();
    private List<BrokerId> gone = List.of();
    private List<BrokerId> shown = List.of();
    private @Nullable BrokerId leader;
    private @Nullable Object leaderIncarnation;

    Reach(BrokerId self, Wire wire, Book book) {
        this.self = self;
        this.wire = wire;
        this.book = book;
    }

    /** Replaces what is in reach; returns the replicas that were not there before, or as another incarnation. */
    List<BrokerId> update(Map<BrokerId, Object> now) {
        List<BrokerId> joined = now.keySet().stream()
                .filter(b -> !b.equals(self) && !Objects.equals(now.get(b), incarnations.get(b)))
                .toList();
        gone = incarnations.keySet().stream()
                .filter(b -> !b.equals(self) && !Objects.equals(now.get(b), incarnations.get(b)))
                .toList();
        incarnations = now;
        if (leader != null && leaderIncarnation == null) {
            leaderIncarnation = now.get(leader); // it was followed before it was seen
        }
        return joined;
    }

    /** Who left, or came anew, with the last update. */
    List<BrokerId> gone() {
        return gone;
    }

    /** The other replicas that can be reached. */
    List<BrokerId> others() {
        return incarnations.keySet().stream().filter(b -> !b.equals(self)).toList();
    }

    /** The voters that can be reached, in the order of preference; this replica, if it is one, can. */
    List<BrokerId> votersInReach() {
        return book.voters().stream()
                .filter(b -> b.equals(self) || incarnations.containsKey(b))
                .toList();
    }

    /** Someone leads now, or no one. */
    void follow(@Nullable BrokerId newLeader) {
        leader = newLeader;
        leaderIncarnation = newLeader == null ? null : incarnations.get(newLeader);
        if (newLeader != null) {
            include(newLeader);
        }
        wire.leaderIs(Optional.ofNullable(newLeader));
    }

    /** Whether the known leader is still the incarnation that was elected. */
    boolean leaderInReach(BrokerId known) {
        Object elected = leaderIncarnation;
        return known.equals(self) || elected == null || elected.equals(incarnations.get(known));
    }

    /** A replica that is to be given the log. */
    void include(BrokerId replica) {
        if (!book.voters().contains(replica) && extras.add(replica)) {
            votersMayHaveChanged();
        }
    }

    void exclude(BrokerId replica) {
        if (extras.remove(replica)) {
            votersMayHaveChanged();
        }
    }

    /** Shows the group's view the replicas as they are now. */
    void votersMayHaveChanged() {
        List<BrokerId> now = new ArrayList<>(book.voters());
        shown.stream().filter(b -> !now.contains(b)).forEach(extras::add);
        extras.removeAll(now);
        now.addAll(extras);
        if (!now.equals(shown)) {
            shown = List.copyOf(now);
            wire.replicas(shown);
        }
    }
}
