package io.gokafka.broker.http;

import io.gokafka.api.BrokerInfo;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@link ClusterView} as text: the JSON of {@code /cluster}, and the lines that a joining broker reads. */
final class ClusterDocument {
    private ClusterDocument() {}

    static String json(ClusterView view) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("clusterId", view.clusterId());
        document.put("self", view.self());
        document.put("metadataLeader", view.metadataLeader());
        document.put(
                "brokers",
                view.brokers().stream()
                        .sorted(Comparator.comparingInt(BrokerInfo::number))
                        .map(ClusterDocument::broker)
                        .toList());
        document.put(
                "topics", view.topics().stream().map(ClusterDocument::topic).toList());
        return Json.of(document);
    }

    /** A line {@code id host:port} for each broker that has an endpoint of a transport; those that are alive come first. */
    static String lines(ClusterView view, String transport) {
        return view.brokers().stream()
                .sorted(Comparator.comparing((BrokerInfo broker) -> !broker.alive())
                        .thenComparingInt(BrokerInfo::number))
                .flatMap(broker ->
                        broker.endpoint(transport).map(address -> broker.id() + " " + address + "\n").stream())
                .collect(Collectors.joining());
    }

    private static Map<String, Object> broker(BrokerInfo broker) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", broker.id());
        object.put("number", broker.number());
        object.put("alive", broker.alive());
        object.put("endpoints", new TreeMap<>(broker.endpoints()));
        return object;
    }

    private static Map<String, Object> topic(ClusterView.Topic topic) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", topic.name());
        object.put(
                "partitions",
                topic.partitions().stream().map(ClusterDocument::partition).toList());
        return object;
    }

    private static Map<String, Object> partition(ClusterView.Partition partition) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("partition", partition.partition());
        object.put("leader", partition.leader());
        object.put("term", partition.term());
        object.put("replicas", List.copyOf(partition.replicas()));
        object.put("highWatermark", partition.highWatermark());
        return object;
    }
}
