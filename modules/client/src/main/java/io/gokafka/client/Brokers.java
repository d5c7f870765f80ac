package io.gokafka.client;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.client.cluster.Caller;
import java.util.List;
import java.util.Optional;

/**
 * Administration of brokers. Every method blocks, at most for the operation timeout; it fails with
 * {@link io.gokafka.api.request.RequestException} or {@link OperationTimeoutException}.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * {@snippet :
 * void print(GokafkaClient client) {
 *     for (BrokerInfo broker : client.brokers().list()) {
 *         if (broker.alive()) {
 *             System.out.println(client.brokers().describe(broker.id()));
 *         }
 *     }
 * }
 * }
 */
public final class Brokers {
    private final Caller caller;

    Brokers(Caller caller) {
        this.caller = caller;
    }

    /** The cluster as the broker that answers knows it, with all its topics. */
    public Metadata.Result cluster() {
        return caller.metadata(new Metadata(List.of(), true, false));
    }

    /** The members of the cluster, dead ones too, in the order of their numbers. */
    public List<BrokerInfo> list() {
        return caller.metadata(new Metadata(List.of(), false, false)).brokers();
    }

    /**
     * Has a broker describe itself.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_BROKER} when it is no member, {@code UNAVAILABLE}
     *     when it cannot be reached; one attempt is made
     */
    public DescribeBroker.Result describe(BrokerId id) {
        return caller.broker(id, new DescribeBroker());
    }

    /**
     * What the logs of a broker take on its disk, as the broker itself says.
     *
     * @throws io.gokafka.api.request.RequestException as {@link #describe}
     */
    public DescribeLogs.Result logs(BrokerId id) {
        return caller.broker(id, new DescribeLogs(Optional.empty()));
    }

    /**
     * Takes a broker, dead or alive, out of the cluster for good.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_BROKER} when it is no member
     */
    public void remove(BrokerId id) {
        caller.anyBroker(
                new RemoveBroker(id),
                failure -> failure.code() == ErrorCode.UNKNOWN_BROKER
                        ? Optional.of(new RemoveBroker.Result())
                        : Optional.empty());
    }
}
