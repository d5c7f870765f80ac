package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Describes a group: each partition that it has committed or reads, and how far it is. */
final class GroupsDescribeCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = invocation.plain().required("NAME");
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            DescribeGroup.Result group = ClassicMembers.readable(client.groups().describe(name));
            List<GroupViews.Row> rows = rows(client, group);
            if (!output.isJson()) {
                invocation.out().text(GroupViews.heading(group));
            }
            if (!output.isJson() && !group.members().isEmpty()) {
                invocation.out().text(GroupViews.members(group).render() + "\n");
            }
            output.show(invocation.out(), () -> GroupViews.table(rows), json -> GroupViews.json(json, group, rows));
        }
        return ExitCode.OK;
    }

    private static List<GroupViews.Row> rows(GokafkaClient client, DescribeGroup.Result group) {
        Map<TopicPartition, CommittedOffset> offsets = client.groups().offsets(group.name());
        Map<TopicPartition, DescribeGroup.Member> readers = new HashMap<>();
        group.members().forEach(member -> member.assigned().forEach(p -> readers.put(p, member)));
        TreeSet<TopicPartition> partitions = new TreeSet<>(offsets.keySet());
        partitions.addAll(readers.keySet());
        return partitions.stream()
                .map(p -> new GroupViews.Row(
                        p,
                        Optional.ofNullable(offsets.get(p))
                                .map(o -> OptionalLong.of(o.offset()))
                                .orElseGet(OptionalLong::empty),
                        end(client, p),
                        Optional.ofNullable(readers.get(p))))
                .toList();
    }

    /** A topic that was deleted, or a partition without a leader, leaves a gap in the table. */
    private static OptionalLong end(GokafkaClient client, TopicPartition partition) {
        try {
            return OptionalLong.of(client.topics().offset(partition, new ListOffsets.Query.Latest()));
        } catch (RequestException | OperationTimeoutException e) {
            return OptionalLong.empty();
        }
    }
}
