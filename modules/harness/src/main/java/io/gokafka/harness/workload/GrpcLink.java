package io.gokafka.harness.workload;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.cluster.Outcomes;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A gokafka client whose network can be cut for good, as that of a process which is killed, and which counts the commits whose
 * outcome it cannot know. Safe for use by several threads.
 */
final class GrpcLink implements AutoCloseable {
    private final GokafkaClient client;
    private final AtomicLong doubtfulCommits = new AtomicLong();
    private volatile boolean isCut;
    private volatile @Nullable ClientTransport transport;

    GrpcLink(String bootstrap, String clientId, Duration requestTimeout, Duration operationTimeout) {
        ClientConfig config = ClientConfig.of(bootstrap)
                .withClientId(clientId)
                .withRequestTimeout(requestTimeout)
                .withOperationTimeout(operationTimeout);
        client = GokafkaClient.connect(config, new Provider());
    }

    GokafkaClient client() {
        return client;
    }

    /** How many commits so far may have been carried out though they failed. */
    long doubtfulCommits() {
        return doubtfulCommits.get();
    }

    /** Cuts the network, and lets the client find out in the background that nothing helps. */
    void crash() {
        isCut = true;
        ClientTransport open = transport;
        if (open != null) {
            open.close();
        }
        Thread.ofVirtual().name("crashed-client").start(client::close);
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Provider implements ClientTransportProvider {
        private final ClientTransportProvider real =
                ServiceLoader.load(ClientTransportProvider.class).findFirst().orElseThrow();

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public ClientTransport open(Settings settings) {
            ClientTransport opened = real.open(settings);
            transport = opened;
            return new Cuttable(opened);
        }
    }

    private final class Cuttable implements ClientTransport {
        private final ClientTransport real;

        Cuttable(ClientTransport real) {
            this.real = real;
        }

        @Override
        public Requests broker(HostPort address) {
            if (isCut) {
                return new Unreachable();
            }
            Requests broker = real.broker(address);
            return new Requests() {
                @Override
                public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                    CompletableFuture<R> answer = broker.submit(request, context);
                    if (request instanceof CommitOffsets) {
                        var _ = answer.whenComplete((_, failure) -> note(failure));
                    }
                    return answer;
                }
            };
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** A client that gives up cancels the request: that is no answer either. */
    private void note(@Nullable Throwable failure) {
        if (failure != null
                && !(Errors.unwrapped(failure) instanceof RequestException e && !Outcomes.mayHaveHappened(e.code()))) {
            doubtfulCommits.incrementAndGet();
        }
    }

    private static final class Unreachable implements Requests {
        @Override
        public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
            return CompletableFuture.failedFuture(
                    new RequestException(ErrorCode.UNAVAILABLE, "this client has been killed"));
        }
    }
}
