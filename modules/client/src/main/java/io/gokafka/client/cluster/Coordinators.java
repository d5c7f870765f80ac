package io.gokafka.client.cluster;

import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which broker coordinates a group, asked for once and again when it was not the one.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class Coordinators {
    private final Cluster cluster;
    private final HedgedAsk ask;
    private final Map<String, HostPort> known = new ConcurrentHashMap<>();

    Coordinators(Cluster cluster, Duration timeout) {
        this.cluster = cluster;
        this.ask = new HedgedAsk(cluster.connections(), timeout);
    }

    /** The coordinator's address; asks for it when it is not known. */
    HostPort find(String group) {
        HostPort address = known.get(group);
        if (address != null) {
            return address;
        }
        BrokerInfo broker =
                ask.ask(new FindCoordinator(group), cluster.addresses()).coordinator();
        HostPort found = broker.endpoint(cluster.endpoint())
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNAVAILABLE, "broker " + broker.id() + " has no address for " + cluster.endpoint()));
        known.put(group, found);
        return found;
    }

    /** Forgets the coordinator when the failure says that it is another one, or not there. */
    void failed(String group, Failure failure) {
        if (Outcomes.asksForAnother(failure.code())) {
            known.remove(group);
            Optional<HostPort> hint = failure.leader().flatMap(b -> b.endpoint(cluster.endpoint()));
            hint.ifPresent(address -> known.put(group, address));
        }
    }
}
