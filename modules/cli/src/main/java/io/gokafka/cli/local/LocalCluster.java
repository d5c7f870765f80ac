package io.gokafka.cli.local;

import io.gokafka.cli.error.CliException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Brokers on this machine, in processes of their own, that are one cluster.
 *
 * <p><b>Order of start.</b> Brokers with data are members already, and are started together: no one of them is ready before a majority
 * is there. New brokers join one of them; when all are new, the first makes the cluster and the others join it.
 *
 * <p>For one thread, except {@link #stop}.
 */
public final class LocalCluster {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path launcher;
    private final List<Node> nodes;
    private final List<String> further;
    private final PrintStream err;
    private final List<ChildBroker> children = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * A cluster that has not been started yet.
     *
     * @param launcher the program that starts a broker
     * @param further arguments of every broker
     * @param err where the brokers' output goes, each line with its broker's id
     */
    public LocalCluster(Path launcher, List<Node> nodes, List<String> further, PrintStream err) {
        this.launcher = launcher;
        this.nodes = List.copyOf(nodes);
        this.further = List.copyOf(further);
        this.err = err;
    }

    /**
     * Starts the brokers and waits until they are ready.
     *
     * @throws CliException when one of them is not
     */
    public void start() throws IOException, InterruptedException {
        List<Node> members = nodes.stream().filter(Node::hasData).toList();
        List<Node> first = members.isEmpty() ? List.of(nodes.getFirst()) : members;
        launch(first, List.of());
        awaitReady(first);
        List<Node> rest = nodes.stream().filter(node -> !first.contains(node)).toList();
        launch(rest, List.of("--join-addr", first.getFirst().grpc().toString()));
        awaitReady(rest);
    }

    /** Returns when the last broker has ended; says so of each. */
    public void awaitEnd() {
        CompletableFuture.allOf(children.stream()
                        .map(child -> child.ended().thenAccept(code -> tellEnd(child, code)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Process ids, in the order of the nodes. */
    public List<Long> pids() {
        return nodes.stream()
                .flatMap(node ->
                        childrenNow().stream().filter(child -> child.node().equals(node)))
                .map(ChildBroker::pid)
                .toList();
    }

    /** Stops the brokers in good order and waits for them; for any thread. */
    public void stop() {
        stopping = true;
        List<ChildBroker> running = childrenNow();
        running.forEach(ChildBroker::stop);
        try {
            for (ChildBroker child : running) {
                child.awaitEnd(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch(List<Node> which, List<String> joining) throws IOException {
        for (Node node : which) {
            if (stopping) {
                return;
            }
            List<String> arguments = new ArrayList<>(joining);
            arguments.addAll(further);
            ChildBroker child = ChildBroker.start(launcher, node, arguments, line -> tell(node.id(), line));
            synchronized (children) {
                children.add(child);
            }
        }
    }

    private void awaitReady(List<Node> which) throws InterruptedException {
        for (ChildBroker child : childrenNow()) {
            if (which.contains(child.node()) && !child.awaitReady(START)) {
                boolean alive = child.isAlive();
                throw CliException.failed(child.node().id()
                        + (alive ? " was not ready within " + START.toSeconds() + " s" : " did not start")
                        + "; its output above says why; the other brokers are stopped again");
            }
        }
    }

    private void tellEnd(ChildBroker child, int code) {
        if (!stopping) {
            tell(
                    "cluster",
                    child.node().id() + " has stopped with exit code " + code + "; the others go on; start it again by:"
                            + " gokafka " + String.join(" ", child.node().arguments(further)));
        }
    }

    private void tell(String who, String line) {
        err.println(who + " | " + line);
    }

    private List<ChildBroker> childrenNow() {
        synchronized (children) {
            return List.copyOf(children);
        }
    }
}
