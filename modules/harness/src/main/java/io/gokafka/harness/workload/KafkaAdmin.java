package io.gokafka.harness.workload;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;

/** Kafka's administration. */
final class KafkaAdmin {
    private KafkaAdmin() {}

    static Admin open(String bootstrap, String name, ClientTimes times) {
        Map<String, Object> config = KafkaConfigs.client(bootstrap, name, times);
        config.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.operation().toMillis()));
        return Admin.create(config);
    }

    /** The answer; what it failed with is thrown as it is where it is unchecked. The client bounds the time by itself. */
    static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
