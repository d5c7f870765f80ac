package io.gokafka.broker.group;

import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestContext;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What members say of themselves, cut to what is stored. Pure. */
final class Introductions {
    private static final int MAX_LABEL = 256;

    private Introductions() {}

    static Identity identity(RequestContext caller, Optional<String> instanceId, Optional<String> rack) {
        return new Identity(
                label(caller.clientId()), label(caller.remote()), instanceId, rack.map(Introductions::label));
    }

    static Duration rebalanceTimeout(Duration wished) {
        Duration most = GroupSettings.MAX_REBALANCE_TIMEOUT;
        return wished.compareTo(most) <= 0 ? wished : most;
    }

    /** A subscription after a request that names what has changed. */
    static Subscription changed(Subscription before, GroupHeartbeat request) {
        SortedSet<String> names =
                request.topics().<SortedSet<String>>map(TreeSet::new).orElse(before.topics());
        Optional<String> pattern = request.extras().topicPattern().isPresent()
                ? request.extras().topicPattern().filter(text -> !text.isEmpty())
                : before.pattern();
        return new Subscription(names, pattern, request.extras().assignor().or(before::assignor));
    }

    private static String label(String text) {
        return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
    }
}
