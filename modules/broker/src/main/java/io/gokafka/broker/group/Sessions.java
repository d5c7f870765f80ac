package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a leader knows of members and does not write down: until when they are waited for, and what they last said they
 * have. A new leader knows nothing, and gives every member a fresh session.
 *
 * <p>Threading: safe for use by several threads.
 */
final class Sessions {
    private final Map<Key, Session> sessions = new ConcurrentHashMap<>();
    private final GroupClock clock;
    private final Duration usualTimeout;

    /** Made once for a partition; the timeout is that of members that do not bring their own. */
    Sessions(GroupClock clock, Duration usualTimeout) {
        this.clock = clock;
        this.usualTimeout = usualTimeout;
    }

    /** A request came in. Its decision may take long, and the member is not to blame for that. */
    void heard(String group, String member) {
        sessions.computeIfPresent(new Key(group, member), (k, session) -> renewed(session));
    }

    /** A member of the classic protocol has joined, or has joined again as it was told to. */
    void joined(String group, String member, Duration timeout) {
        sessions.put(new Key(group, member), fresh(timeout));
    }

    /** A member of the classic protocol was told to join again, and has some time for it. */
    void mustJoin(String group, String member, Duration within) {
        sessions.computeIfPresent(
                new Key(group, member),
                (k, session) -> session.revokeBy.isPresent()
                        ? session
                        : session.revoking(OptionalLong.of(clock.deadline(within))));
    }

    /** The member belongs to the group, and has perhaps said what it owns. */
    void confirmed(String group, String member, Optional<SortedSet<TopicPartition>> owned) {
        sessions.compute(new Key(group, member), (k, session) -> {
            Session fresh = session == null ? fresh(usualTimeout) : renewed(session);
            return owned.isPresent() ? fresh.owning(owned) : fresh;
        });
    }

    Optional<SortedSet<TopicPartition>> lastOwned(String group, String member) {
        Session session = sessions.get(new Key(group, member));
        return session == null ? Optional.empty() : session.owned;
    }

    /**
     * Whether a member was not heard of for too long, or takes too long to give up partitions. Starts the clocks that
     * do not run.
     */
    boolean isOverdue(String group, String id, Member member) {
        Session session = sessions.compute(
                new Key(group, id),
                (k, known) -> (known == null ? fresh(timeoutOf(member)) : known).revoking(revokeBy(known, member)));
        return clock.isPast(session.deadline)
                || (session.revokeBy.isPresent() && clock.isPast(session.revokeBy.getAsLong()));
    }

    /** Forgets those who are members no longer. */
    void retain(BiPredicate<String, String> isMember) {
        sessions.keySet().removeIf(key -> !isMember.test(key.group, key.member));
    }

    void clear() {
        sessions.clear();
    }

    private Duration timeoutOf(Member member) {
        return member.classic().map(ClassicTraits::sessionTimeout).orElse(usualTimeout);
    }

    private Session fresh(Duration timeout) {
        return new Session(timeout, clock.deadline(timeout), Optional.empty(), OptionalLong.empty());
    }

    private Session renewed(Session session) {
        return session.until(clock.deadline(session.timeout));
    }

    private OptionalLong revokeBy(@Nullable Session known, Member member) {
        if (member.classic().isPresent()) {
            return known == null ? OptionalLong.empty() : known.revokeBy;
        }
        if (member.revoking().isEmpty()) {
            return OptionalLong.empty();
        }
        return known != null && known.revokeBy.isPresent()
                ? known.revokeBy
                : OptionalLong.of(clock.deadline(member.rebalanceTimeout()));
    }

    private record Key(String group, String member) {}

    /**
     * A member's session.
     *
     * @param timeout how long it may be silent
     * @param deadline when the member has left, if it is not heard of
     * @param owned what it last said it has, if it did
     * @param revokeBy when it must have given up what it was told to, if it was
     */
    private record Session(
            Duration timeout, long deadline, Optional<SortedSet<TopicPartition>> owned, OptionalLong revokeBy) {
        Session until(long later) {
            return new Session(timeout, later, owned, revokeBy);
        }

        Session owning(Optional<SortedSet<TopicPartition>> partitions) {
            return new Session(timeout, deadline, partitions, revokeBy);
        }

        Session revoking(OptionalLong by) {
            return new Session(timeout, deadline, owned, by);
        }
    }
}
