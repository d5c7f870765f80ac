package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.cli.args.Values;
import io.gokafka.cli.error.CliException;
import org.jspecify.annotations.Nullable;

/** What the commands about one topic have in common. */
final class TopicOptions {
    private TopicOptions() {}

    /** The only plain argument: a topic's name. */
    static String name(Invocation invocation) {
        String name = invocation.plain().required("NAME");
        invocation.plain().end();
        return TargetOptions.checkedTopic(name);
    }

    /** The only plain argument and a flag: a topic's name and one of its partitions. */
    static TopicPartition partition(Invocation invocation, @Nullable Integer partition) {
        String name = name(invocation);
        if (partition == null) {
            throw CliException.usage("--partition is missing; partitions are whole numbers from 0");
        }
        return new TopicPartition(name, Values.partition(partition.toString()));
    }
}
