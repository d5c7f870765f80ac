package io.gokafka.broker.group.classic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The classic groups that a coordinator knows more of than is stored. It is void with every change of leadership.
 *
 * <p>Threading: for the thread of the groups' state.
 */
public final class LiveGroups {
    private final ClassicRules rules;
    private final Map<String, Entry> groups = new HashMap<>();

    /** Groups to look at soon, and whether their members shall join again. */
    private final Map<String, Boolean> marked = new HashMap<>();

    private int leadership = -1;
    private boolean isLoaded;

    /** None are known at first. */
    public LiveGroups(ClassicRules rules) {
        this.rules = rules;
    }

    /** Forgets all if it is of another leadership. */
    public void belongTo(int current) {
        if (leadership != current) {
            leadership = current;
            isLoaded = false;
            groups.clear();
            marked.clear();
        }
    }

    /** Has the groups that are stored looked at soon, once a leadership: their members' sessions begin. */
    public void load(Supplier<Stream<String>> stored) {
        if (!isLoaded) {
            isLoaded = true;
            stored.get().forEach(name -> marked.putIfAbsent(name, false));
        }
    }

    /** The group, as far as it is known. */
    public Optional<LiveGroup> get(String name) {
        return Optional.ofNullable(groups.get(name)).map(e -> e.group);
    }

    /** Begins a decision on a group; {@link #close} ends it. */
    public LiveGroup open(String name, Optional<ClassicGeneration> stored) {
        Entry entry = groups.computeIfAbsent(name, n -> new Entry(new LiveGroup(n, rules, stored)));
        entry.group.settle(stored, Optional.empty());
        boolean rejoin = Boolean.TRUE.equals(marked.remove(name));
        if (rejoin && entry.group.phase() instanceof Phase.Stable) {
            entry.group.rebalance("it has just become a classic group");
        }
        return entry.group;
    }

    /** Ends a decision on a group that may have changed it. */
    public void close(LiveGroup group) {
        if (group.isIdle()) {
            groups.remove(group.name());
            return;
        }
        Entry entry = groups.get(group.name());
        if (entry != null && entry.group == group) {
            entry.wakeAt = new Overdue(group).next();
        }
    }

    /** Forgets what is not stored of a group, and has it looked at again soon. Who waits joins again. */
    public void release(String name) {
        Entry gone = groups.remove(name);
        if (gone != null) {
            gone.group.failAll(Refusals.rebalancing(name));
        }
        marked.put(name, false);
    }

    /** As {@link #release}; if it is a classic group then, its members join again. */
    public void rebalanceSoon(String name) {
        release(name);
        marked.put(name, true);
    }

    /** Groups to decide about now. */
    public List<String> due() {
        Stream<String> due = groups.values().stream()
                .filter(e -> e.group.toStore().isPresent()
                        || (e.wakeAt.isPresent() && rules.times().isPast(e.wakeAt.getAsLong())))
                .map(e -> e.group.name());
        return Stream.concat(due, marked.keySet().stream()).distinct().toList();
    }

    /** How many are known. */
    public int size() {
        return groups.size();
    }

    private static final class Entry {
        private final LiveGroup group;
        private OptionalLong wakeAt = OptionalLong.empty();

        Entry(LiveGroup group) {
            this.group = group;
        }
    }
}
