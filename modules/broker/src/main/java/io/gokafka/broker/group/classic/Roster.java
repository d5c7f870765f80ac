package io.gokafka.broker.group.classic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who belongs to a group, who leads it, and who was told an id and has not joined with it. For the thread of the groups' state. */
final class Roster {
    private final String group;

    /** In the order in which they came. */
    private final Map<String, LiveMember> members = new LinkedHashMap<>();

    /** Ids of static members by their names. */
    private final Map<String, String> statics = new HashMap<>();

    /** Until when an id that was given out may be used. */
    private final Map<String, Long> pending = new HashMap<>();

    private Optional<String> leader = Optional.empty();

    Roster(String group) {
        this.group = group;
    }

    Collection<LiveMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    List<ClassicMember> abouts() {
        return members.values().stream().map(LiveMember::about).toList();
    }

    Optional<LiveMember> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    Optional<LiveMember> named(String instance) {
        return Optional.ofNullable(statics.get(instance)).map(members::get);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    Map<String, Long> pending() {
        return pending;
    }

    Optional<String> leader() {
        return leader;
    }

    void lead(Optional<String> id) {
        leader = id;
    }

    boolean isLeader(LiveMember member) {
        return leader.filter(member.id::equals).isPresent();
    }

    /** The member that a request comes from; throws when it is none, or when another has its name now. */
    LiveMember checked(String id, Optional<String> instance) {
        if (instance.isPresent()) {
            String holder = statics.get(instance.get());
            if (holder != null && !holder.equals(id)) {
                throw Refusals.fenced(group, instance.get());
            }
            if (holder == null) {
                throw Refusals.unknownMember(group, id);
            }
        }
        return member(id).orElseThrow(() -> Refusals.unknownMember(group, id));
    }

    void add(LiveMember member) {
        members.put(member.id, member);
        member.about().instanceId().ifPresent(name -> statics.put(name, member.id));
        pending.remove(member.id);
        if (leader.isEmpty()) {
            leader = Optional.of(member.id);
        }
    }

    /** It is gone; what it waits for is its caller's to answer. */
    void remove(LiveMember member) {
        members.remove(member.id);
        member.about().instanceId().ifPresent(name -> statics.remove(name, member.id));
        if (isLeader(member)) {
            leader = members.keySet().stream().findFirst();
        }
    }

    /** Another process has come under a static member's name: it has a new id, and leads if the former did. */
    void replace(LiveMember former, LiveMember successor) {
        boolean led = isLeader(former);
        remove(former);
        add(successor);
        if (led) {
            leader = Optional.of(successor.id);
        }
    }

    /** Nobody is missing: all wait for the next generation. Those who were told an id are about to join. */
    boolean isComplete() {
        return members.isEmpty()
                || (pending.isEmpty() && members.values().stream().allMatch(LiveMember::isJoining));
    }

    int joining() {
        return (int) members.values().stream().filter(LiveMember::isJoining).count();
    }

    /** Dynamic members that have not joined again. */
    List<LiveMember> absent() {
        return members.values().stream()
                .filter(m -> !m.isJoining() && !m.isStatic())
                .toList();
    }

    List<LiveMember> owingSync() {
        return members.values().stream().filter(LiveMember::owesSync).toList();
    }

    /** A leader that has not joined again cannot assign: another one does. False when nobody has joined. */
    boolean electLeader() {
        if (leader.flatMap(this::member).filter(LiveMember::isJoining).isPresent()) {
            return true;
        }
        Optional<String> next = members.values().stream()
                .filter(LiveMember::isJoining)
                .map(m -> m.id)
                .findFirst();
        leader = next.isPresent() ? next : leader;
        return next.isPresent();
    }

    /** How long a rebalance may take: as long as the most patient member asks for. */
    Duration rebalanceTimeout() {
        return members.values().stream()
                .map(m -> m.about().rebalanceTimeout())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    void clear() {
        new ArrayList<>(members.values()).forEach(this::remove);
        leader = Optional.empty();
    }
}
