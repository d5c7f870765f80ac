package io.gokafka.api.request;

import io.gokafka.api.BrokerInfo;
import java.time.Duration;
import java.util.List;

/** Describes the broker that answers. */
public record DescribeBroker() implements Request<DescribeBroker.Result> {
    /**
     * What it says of itself.
     *
     * @param info its name and addresses
     * @param version its version
     * @param plugins its plugins, each as name and version
     * @param uptime time since its start
     * @param replicas partitions that it keeps
     * @param leaders partitions that it leads
     * @param logBytes bytes that its logs take on disk
     */
    public record Result(
            BrokerInfo info,
            String version,
            List<String> plugins,
            Duration uptime,
            int replicas,
            int leaders,
            long logBytes)
            implements Response {
        public Result {
            plugins = List.copyOf(plugins);
        }
    }
}
