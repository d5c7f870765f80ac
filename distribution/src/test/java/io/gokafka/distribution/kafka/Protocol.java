package io.gokafka.distribution.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.jspecify.annotations.NullMarked;

/** The ways in which the Java client's groups share partitions, as settings of a consumer. */
@NullMarked
enum Protocol {
    RANGE(classic(RangeAssignor.class)),
    ROUND_ROBIN(classic(RoundRobinAssignor.class)),
    STICKY(classic(StickyAssignor.class)),
    COOPERATIVE_STICKY(classic(CooperativeStickyAssignor.class)),
    CONSUMER_UNIFORM(List.of("group.protocol", "consumer", "group.remote.assignor", "uniform")),
    CONSUMER_RANGE(List.of("group.protocol", "consumer", "group.remote.assignor", "range"));

    @SuppressWarnings("ImmutableEnumChecker") // a list that List.of has made
    private final List<Object> settings;

    Protocol(List<Object> settings) {
        this.settings = settings;
    }

    Object[] settings() {
        return settings.toArray();
    }

    boolean isClassic() {
        return compareTo(CONSUMER_UNIFORM) < 0;
    }

    /** As listings name the group's type. */
    String type() {
        return isClassic() ? "Classic" : "Consumer";
    }

    private static List<Object> classic(Class<?> assignor) {
        return List.of(
                "group.protocol",
                "classic",
                "partition.assignment.strategy",
                assignor.getName(),
                "session.timeout.ms",
                6000,
                "heartbeat.interval.ms",
                500);
    }
}
