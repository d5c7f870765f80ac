package io.gokafka.transport.kafka;

import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.cluster.ClusterApis;
import io.gokafka.transport.kafka.group.GroupApis;
import io.gokafka.transport.kafka.log.LogApis;
import io.gokafka.transport.kafka.server.KafkaApis;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;

/** All APIs that this transport serves, put together. */
final class ServedApis {
    private ServedApis() {}

    static KafkaApis of(TransportContext context, ServerSettings settings) {
        Requests requests = context.requests();
        TopicDirectory topics = context.topics();
        List<Api<?>> all = new ArrayList<>();
        all.addAll(LogApis.all(requests, topics, settings.maxFetchBytes(), settings.maxFetchSessions()));
        all.addAll(ClusterApis.all(requests, topics));
        all.addAll(GroupApis.all(requests, topics));
        return KafkaApis.of(all);
    }
}
