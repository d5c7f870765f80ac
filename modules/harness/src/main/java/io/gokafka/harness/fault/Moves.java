package io.gokafka.harness.fault;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.harness.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Moves of partitions between brokers. */
final class Moves {
    private Moves() {}

    /** Gives a broker the place of another one in some partitions; what is refused now is left out. */
    static void someTo(World world, Node node, Random random) {
        for (Metadata.Topic topic : world.scout().topics().toList()) {
            if (topic.name().startsWith("__")) {
                continue;
            }
            for (Metadata.Partition partition : topic.partitions()) {
                if (random.nextBoolean()) {
                    move(world, new TopicPartition(topic.name(), partition.partition()), partition, node, random);
                }
            }
        }
    }

    private static void move(World world, TopicPartition name, Metadata.Partition partition, Node node, Random random) {
        List<BrokerId> replicas = new ArrayList<>(partition.replicas());
        BrokerId target = new BrokerId(node.id());
        if (replicas.isEmpty() || replicas.contains(target)) {
            return;
        }
        replicas.set(random.nextInt(replicas.size()), target);
        try {
            world.scout().client().partitions().move(name, replicas);
        } catch (RequestException | OperationTimeoutException e) {
            // The broker is not known yet, or nobody decides now: it stays where it is.
        }
    }
}
