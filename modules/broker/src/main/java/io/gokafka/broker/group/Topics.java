package io.gokafka.broker.group;

import io.gokafka.api.request.RequestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The topics that subscriptions come to. Remembers what patterns match, for as long as the topics stay the same.
 *
 * <p>Threading: safe for use by several threads.
 */
final class Topics {
    private static final System.Logger LOG = System.getLogger(Topics.class.getName());

    /** Patterns remembered; each costs the names that it matches. */
    private static final int MAX_REMEMBERED = 1_000;

    private final TopicView view;
    private final Map<String, SortedSet<String>> matches = new HashMap<>();
    private Set<String> matchedNames = Set.of();

    Topics(TopicView view) {
        this.view = view;
    }

    OptionalInt partitionCount(String topic) {
        return view.partitionCount(topic);
    }

    /** See {@link TopicView#mark}. */
    Optional<TopicMark> mark(String topic) {
        return view.mark(topic);
    }

    /** Whether what is stored is of a topic that is known to be deleted. */
    boolean isGone(StoredOffset stored) {
        return stored.topic().filter(view::isGone).isPresent();
    }

    /** The topics that exist; the same object as long as nothing has changed. */
    Set<String> names() {
        return view.names();
    }

    /** All topics that are wanted, by name or by pattern; those named may not exist. */
    SortedSet<String> wanted(Subscription subscription) {
        if (subscription.pattern().isEmpty()) {
            return subscription.topics();
        }
        SortedSet<String> all = new TreeSet<>(subscription.topics());
        all.addAll(matching(subscription.pattern().get()));
        return all;
    }

    /** Throws {@link RequestException} with {@code INVALID_REGULAR_EXPRESSION} when a pattern cannot be matched. */
    void check(Subscription subscription) {
        subscription
                .pattern()
                .ifPresent(pattern -> TopicPattern.compile(pattern).matching(view.names()));
    }

    /** The topics that members want and that exist, with their partition counts. */
    SortedMap<String, Integer> partitionCounts(Map<String, Member> members) {
        SortedSet<String> wanted = new TreeSet<>();
        members.values().forEach(member -> wanted.addAll(wanted(member.wants())));
        SortedMap<String, Integer> counts = new TreeMap<>();
        wanted.forEach(topic -> partitionCount(topic).ifPresent(count -> counts.put(topic, count)));
        return counts;
    }

    @SuppressWarnings("ReferenceEquality") // the view promises the same object as long as nothing has changed
    private synchronized SortedSet<String> matching(String pattern) {
        Set<String> names = view.names();
        if (names != matchedNames || matches.size() >= MAX_REMEMBERED) {
            matches.clear();
            matchedNames = names;
        }
        return matches.computeIfAbsent(pattern, p -> matching(p, names));
    }

    /** A pattern that was good when its member brought it: too many topics by now are a reason to match none of them. */
    private static SortedSet<String> matching(String pattern, Set<String> names) {
        try {
            return TopicPattern.compile(pattern).matching(names);
        } catch (RequestException e) {
            LOG.log(System.Logger.Level.WARNING, "a pattern of topics matches nothing any more: {0}", e.getMessage());
            return new TreeSet<>();
        }
    }
}
