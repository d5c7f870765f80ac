package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.UUID;

/**
 * Brokers among themselves: tells the metadata's leader which partitions the sender leads, so that all brokers learn it.
 *
 * @param broker the sender
 * @param leads the partitions whose leadership it has taken
 */
public record ReportLeaders(BrokerId broker, List<Led> leads) implements Request<ReportLeaders.Result> {
    public ReportLeaders {
        leads = List.copyOf(leads);
    }

    /**
     * A partition that the sender leads.
     *
     * @param topicId the topic
     * @param partition its number
     * @param term the term in which it leads; an older one is ignored
     */
    public record Led(UUID topicId, int partition, long term) {}

    /** Noted. */
    public record Result() implements Response {}
}
