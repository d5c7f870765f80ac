package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** A fault of one broker. */
record OnNode(String name, String description, Choice choice, Hit hit) implements Fault {
    /** Whom it happens to; nobody, when there is no such broker now. */
    interface Choice {
        Optional<Node> of(World world, Random random);
    }

    /** What happens to that broker. */
    interface Hit {
        Ongoing on(World world, Node node, Random random) throws IOException;
    }

    @Override
    public Optional<Ongoing> begin(World world, Random random) throws IOException {
        Optional<Node> target = choice.of(world, random);
        return target.isEmpty() ? Optional.empty() : Optional.of(hit.on(world, target.get(), random));
    }
}
