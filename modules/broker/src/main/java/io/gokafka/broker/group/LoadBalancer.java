package io.gokafka.broker.group;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evens out loads. A member can pass a partition on to any other that wants its topic, so a chain leads from one member
 * to another by way of topics that the one has and the next wants. While a chain leads from a member to one that has
 * two partitions less, each link of the shortest such chain passes one partition on: the first has one less, the last
 * one more, the others as many as before. When there is no such chain, the assignment is as even as it can be: this is
 * load balancing with unit jobs and restricted machines, where augmenting paths are known to reach the optimum (Harvey
 * et al., "Semi-matchings for bipartite graphs and load balancing", 2006).
 *
 * <p>Cost: one breadth-first search a chain and one, shared, for all members from which no chain leads. Not
 * thread-safe.
 */
final class LoadBalancer {
    private final Loads loads;

    /** Members from which no chain leads anywhere better; neither will one through them. */
    private final Set<String> settled = new HashSet<>();

    LoadBalancer(Loads loads) {
        this.loads = loads;
    }

    void balance() {
        for (Optional<String> heaviest = heaviest(); heaviest.isPresent(); heaviest = heaviest()) {
            if (loads.size(heaviest.get()) - loads.smallest() <= 1) {
                return;
            }
            relieve(heaviest.get());
        }
    }

    private Optional<String> heaviest() {
        return loads.members().stream()
                .filter(m -> !settled.contains(m))
                .max(Comparator.comparingInt(loads::size).thenComparing(Comparator.reverseOrder()));
    }

    private void relieve(String from) {
        Map<String, Link> links = new HashMap<>();
        Set<String> seenMembers = new HashSet<>(Set.of(from));
        Set<String> seenTopics = new HashSet<>();
        Queue<String> queue = new ArrayDeque<>(Set.of(from));
        while (!queue.isEmpty()) {
            for (Link link : linksFrom(queue.remove(), seenTopics, seenMembers)) {
                links.put(link.to(), link);
                if (loads.size(link.to()) <= loads.size(from) - 2) {
                    shift(link, links);
                    return;
                }
                queue.add(link.to());
            }
        }
        settled.addAll(seenMembers);
    }

    /** Links over topics and to members that the search has not met yet, those to the lightest members first. */
    private List<Link> linksFrom(String member, Set<String> seenTopics, Set<String> seenMembers) {
        return loads.topicsOf(member).stream()
                .filter(seenTopics::add)
                .flatMap(topic -> loads.subscribers(topic).stream()
                        .filter(to -> !settled.contains(to) && seenMembers.add(to))
                        .map(to -> new Link(member, to, topic)))
                .sorted(Comparator.comparingInt((Link link) -> loads.size(link.to()))
                        .thenComparing(Link::to))
                .toList();
    }

    /** From the end backwards, so that each member has its partition still when it passes one on. */
    private void shift(Link last, Map<String, Link> links) {
        for (@Nullable Link link = last; link != null; link = links.get(link.from())) {
            loads.move(link.from(), link.to(), link.topic());
        }
    }

    /** A partition of the topic can go from one to the other. */
    private record Link(String from, String to, String topic) {}
}
