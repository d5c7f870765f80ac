package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.http.HttpBootstrap;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A new broker's way into a cluster: asks the members that it was told of until one takes it in.
 *
 * <p>Threading: for one thread; blocks.
 */
final class ClusterJoin {
    private static final System.Logger LOG = System.getLogger(ClusterJoin.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ONE_TRY = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final BrokerId self;
    private final String storage;
    private final Map<String, HostPort> endpoints;
    private final String transport;
    private final UUID directory;

    ClusterJoin(BrokerId self, String storage, Map<String, HostPort> endpoints, String transport, UUID directory) {
        this.self = self;
        this.storage = storage;
        this.endpoints = endpoints;
        this.transport = transport;
        this.directory = directory;
    }

    /** The identity of the first broker of a new cluster. */
    Identity bootstrap() {
        HostPort raft = Objects.requireNonNull(endpoints.get(BrokerInfo.RAFT));
        return new Identity(UUID.randomUUID().toString(), self, directory, storage, List.of(self), Map.of(self, raft));
    }

    /**
     * Joins through one of some addresses, HTTP or the transport's.
     *
     * @throws ConfigException when the cluster refuses, or nobody answers in time
     */
    Identity join(List<HostPort> addresses, ClientTransport connections) throws InterruptedException {
        JoinCluster request = new JoinCluster(self, directory, endpoints, Optional.empty());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String problem = "nobody answered";
        while (System.nanoTime() < deadline) {
            for (HostPort address : addresses) {
                try {
                    return ask(address, request, connections);
                } catch (RequestException e) {
                    if (!isWorthAnotherTry(e.code())) {
                        throw new ConfigException("cannot join the cluster at " + address + ": " + e.getMessage());
                    }
                    String now = address + ": " + e.getMessage();
                    if (!now.equals(problem)) {
                        LOG.log(Level.INFO, "not joined yet, trying again: {0}", now);
                    }
                    problem = now;
                }
            }
            Thread.sleep(PAUSE);
        }
        throw new ConfigException("cannot join a cluster within " + PATIENCE.toSeconds() + " s (" + problem
                + "): --join-addr names the client or HTTP address of a running member");
    }

    private Identity ask(HostPort address, JoinCluster request, ClientTransport connections)
            throws InterruptedException {
        List<HostPort> targets =
                new ArrayList<>(HttpBootstrap.addresses(address, transport).orElse(List.of(address)));
        RequestException last =
                new RequestException(ErrorCode.UNAVAILABLE, "the cluster has no " + transport + " address");
        for (HostPort target : targets) {
            try {
                return identity(request, submit(target, request, connections));
            } catch (RequestException e) {
                if (!isWorthAnotherTry(e.code())) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private static JoinCluster.Result submit(HostPort target, JoinCluster request, ClientTransport connections)
            throws InterruptedException {
        try {
            return connections
                    .broker(target)
                    .submit(request, RequestContext.LOCAL)
                    .get(ONE_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RequestException refused
                    ? refused
                    : new RequestException(ErrorCode.UNAVAILABLE, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new RequestException(ErrorCode.TIMEOUT, "no answer within " + ONE_TRY.toSeconds() + " s");
        }
    }

    private static boolean isWorthAnotherTry(ErrorCode code) {
        return code.isRetriable();
    }

    private Identity identity(JoinCluster request, JoinCluster.Result joined) {
        Map<BrokerId, HostPort> peers = joined.brokers().stream()
                .filter(b -> b.endpoint(BrokerInfo.RAFT).isPresent())
                .collect(Collectors.toMap(
                        BrokerInfo::id, b -> b.endpoint(BrokerInfo.RAFT).orElseThrow()));
        // The cluster has begun: who finds itself among its first voters has lost what it was, and must not begin it
        // anew.
        return new Identity(
                joined.clusterId(), self, request.directory(), storage, joined.metadataVoters(), peers, true);
    }
}
