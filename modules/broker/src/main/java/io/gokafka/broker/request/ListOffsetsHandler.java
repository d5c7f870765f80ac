package io.gokafka.broker.request;

import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestContext;
import io.gokafka.broker.partition.HostedPartition;

/** Finds offsets. */
final class ListOffsetsHandler implements BlockingHandler<ListOffsets, ListOffsets.Result> {
    private final TopicLookup lookup;
    private final Failures failures;

    ListOffsetsHandler(TopicLookup lookup, Failures failures) {
        this.lookup = lookup;
        this.failures = failures;
    }

    @Override
    public ListOffsets.Result answer(ListOffsets request, RequestContext context) {
        HostedPartition partition = lookup.partition(request.topic(), request.partition());
        failures.checkLeads(partition.replica());
        return partition.reader().offset(request.query());
    }
}
