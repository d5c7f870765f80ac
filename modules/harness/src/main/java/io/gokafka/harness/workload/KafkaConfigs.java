package io.gokafka.harness.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What is set of Kafka's clients; all else is as they are by default. */
final class KafkaConfigs {
    private KafkaConfigs() {}

    /** Of every client; to be added to. */
    static Map<String, Object> client(String bootstrap, String name, ClientTimes times) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
        config.put(
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of()); // JMX costs a client much of its start
        config.put(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.request().toMillis()));
        return config;
    }

    /** Of a consumer, which never goes elsewhere by itself. */
    static Map<String, Object> consumer(String bootstrap, String name, ClientTimes times) {
        Map<String, Object> config = client(bootstrap, name, times);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.operation().toMillis()));
        return config;
    }
}
