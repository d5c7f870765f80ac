package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.api.TopicNames;
import io.gokafka.cli.args.Plain;
import io.gokafka.cli.args.Values;
import io.gokafka.cli.error.CliException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which topic and partition, by flags or as {@code [BOOTSTRAP] TOPIC [PARTITION]}. */
final class TargetOptions {
    @Parameter(
            names = "--topic",
            order = 1,
            placeholder = "NAME",
            description = "The topic, unless it is a plain argument")
    private @Nullable String topicFlag;

    @Parameter(
            names = "--partition",
            order = 2,
            placeholder = "N",
            description = "The partition, from 0 (produce: by the key's hash if not given; consume: all of them)")
    private @Nullable Integer partitionFlag;

    /**
     * Where to write to or read from.
     *
     * @param topic a name that is allowed
     * @param partition the partition, if one was chosen
     */
    record Target(String topic, OptionalInt partition) {}

    /**
     * Takes what it needs of the plain arguments. The first is an address if it looks like one and no flag gives another; a number
     * after the topic is the partition, unless the topic was given by a flag.
     */
    Target resolve(ConnectionOptions connection, Plain plain) {
        if (!connection.isBootstrapSet()
                && plain.peek().filter(ConnectionOptions::areAddresses).isPresent()) {
            connection.bootstrap(plain.required("BOOTSTRAP"));
        }
        if (topicFlag != null) {
            return new Target(checkedTopic(topicFlag), partitionByFlag());
        }
        String topic = checkedTopic(plain.required("TOPIC"));
        boolean numberFollows =
                plain.peek().filter(next -> next.matches("[0-9]+")).isPresent();
        if (partitionFlag == null && numberFollows) {
            return new Target(topic, OptionalInt.of(Values.partition(plain.required("PARTITION"))));
        }
        return new Target(topic, partitionByFlag());
    }

    /** A topic's name, which must be allowed: what no topic can be called need not be asked of a cluster. */
    static String checkedTopic(String name) {
        TopicNames.problem(name).ifPresent(problem -> {
            throw CliException.usage(problem);
        });
        return name;
    }

    private OptionalInt partitionByFlag() {
        return partitionFlag == null ? OptionalInt.empty() : OptionalInt.of(Values.partition(partitionFlag.toString()));
    }
}
