package io.gokafka.harness.fault;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.harness.cluster.Node;

/** Takes a broker that lost its disk out of the cluster, so that it can join as a new one: what an operator does then. */
final class Removal {
    private Removal() {}

    /** Tries it, if it is needed; when nobody can decide it now, it is tried again when the broker has been refused. */
    static void retry(World world, Node node) {
        if (!node.needsRemoval()) {
            return;
        }
        try {
            world.scout().client().brokers().remove(new BrokerId(node.id()));
            node.removed();
        } catch (RequestException | OperationTimeoutException e) {
            // Later, then.
        }
    }
}
