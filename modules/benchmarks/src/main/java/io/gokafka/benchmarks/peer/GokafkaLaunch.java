package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts brokers of the image: the first founds the cluster, the others join it. */
record GokafkaLaunch(Path image, Map<String, List<String>> addresses, String founder, Map<String, String> settings)
        implements Peer.Launch {
    static GokafkaLaunch of(Path image, List<Node> nodes, Map<String, String> settings) throws IOException {
        Map<String, List<String>> addresses = new HashMap<>();
        for (Node node : nodes) {
            addresses.put(node.id(), List.of(Peer.freeAddress(), Peer.freeAddress(), Peer.freeAddress()));
        }
        return new GokafkaLaunch(image, addresses, nodes.getFirst().id(), settings);
    }

    @Override
    public void prepare(Node node) {
        // a broker makes its own directory
    }

    @Override
    public List<String> command(Node node, boolean again) {
        List<String> own = addresses.getOrDefault(node.id(), List.of());
        List<String> command = new ArrayList<>(List.of(
                image.resolve("bin/gokafka").toString(),
                "server",
                "--id",
                "node" + node.id(),
                "--data-dir",
                node.directory().resolve("data").toString(),
                "--kafka-addr",
                node.address(),
                "--grpc-addr",
                own.get(0),
                "--raft-addr",
                own.get(1),
                "--http-addr",
                own.get(2)));
        if (!again && !node.id().equals(founder)) {
            command.addAll(List.of(
                    "--join-addr", addresses.getOrDefault(founder, List.of()).getFirst()));
        }
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    @Override
    public boolean hasFounder() {
        return true;
    }
}
