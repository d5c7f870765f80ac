package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.Request;
import io.gokafka.api.request.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mappings of all kinds of requests. */
public final class Mappings {
    /** Appending, which also goes through a stream. */
    public static final ProduceMapping PRODUCE = new ProduceMapping(InstantSource.system());

    /** All of them. */
    public static final List<Mapping<?, ?, ?, ?>> ALL = List.of(
            PRODUCE,
            new AlterTopicConfigMapping(),
            new CommitOffsetsMapping(),
            new CreatePartitionsMapping(),
            new CreateTopicMapping(),
            new DeleteGroupMapping(),
            new DeleteOffsetsMapping(),
            new DeleteRecordsMapping(),
            new DeleteTopicMapping(),
            new DescribeBrokerMapping(),
            new DescribeConfigMapping(),
            new DescribeGroupMapping(),
            new DescribeLogsMapping(),
            new DescribeProducersMapping(),
            new ElectLeaderMapping(),
            new EndOfTermMapping(),
            new FetchMapping(),
            new FetchOffsetsMapping(),
            new FindCoordinatorMapping(),
            new GroupHeartbeatMapping(),
            new InitProducerMapping(),
            new JoinClusterMapping(),
            new LeaveGroupMapping(),
            new ListGroupsMapping(),
            new ListOffsetsMapping(),
            new ListReassignmentsMapping(),
            new MetadataMapping(),
            new ReassignPartitionMapping(),
            new RemoveBrokerMapping(),
            new ReportLeadersMapping());

    private static final Map<Class<?>, Mapping<?, ?, ?, ?>> BY_TYPE =
            ALL.stream().collect(Collectors.toMap(Mapping::type, Function.identity()));

    private Mappings() {}

    /** The mapping of a request's kind. */
    @SuppressWarnings("unchecked") // a mapping stands under its own type
    public static <T extends Request<R>, R extends Response> Mapping<T, R, ?, ?> of(T request) {
        Mapping<?, ?, ?, ?> mapping = BY_TYPE.get(request.getClass());
        if (mapping == null) {
            throw new IllegalStateException("no mapping for " + request.getClass());
        }
        return (Mapping<T, R, ?, ?>) mapping;
    }
}
