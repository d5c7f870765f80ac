package io.gokafka.harness.fault;

import io.gokafka.harness.Await;
import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Excuse;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.workload.ClientTimes;
import java.io.IOException;
import java.time.Duration;

/** Ends the excuse of a broker whose disk was mended, once it has recovered: from then on its errors count again. */
final class Recovery {
    /** Longer than a broker may be held by other faults; one that is not ready by then keeps its excuse, and fails the run. */
    private static final Duration PATIENCE = Cluster.PATIENCE.multipliedBy(2);

    /** Requests that met the fault are still answered so long. */
    private static final long ALLOWANCE_MILLIS = ClientTimes.SHORT.request().toMillis();

    private Recovery() {}

    /** Watches it in the background. */
    static void watch(Node node, Excuse excuse) {
        var _ = Background.start("recovery of " + node.id(), () -> await(node, excuse));
    }

    /** Returns when it has recovered. */
    static void await(Node node, Excuse excuse) throws IOException {
        Await.until(node.id() + " is ready, see " + node.log(), PATIENCE, node::isReady);
        Await.pause(ALLOWANCE_MILLIS);
        excuse.end();
    }
}
