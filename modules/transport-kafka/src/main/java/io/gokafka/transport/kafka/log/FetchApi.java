package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Reads batches: a long poll over any number of partitions, with sessions that spare a client naming them each time. */
final class FetchApi implements Api<FetchRequestData> {
    private static final short REPLICA_STATE_SINCE = 15;

    private final Requests requests;
    private final TopicDirectory topics;
    private final FetchSessions sessions;
    private final int maxBytes;

    FetchApi(Requests requests, TopicDirectory topics, FetchSessions sessions, int maxBytes) {
        this.requests = requests;
        this.topics = topics;
        this.sessions = sessions;
        this.maxBytes = maxBytes;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.FETCH;
    }

    @Override
    public short oldest() {
        return 4;
    }

    @Override
    public short newest() {
        return 18;
    }

    @Override
    public boolean isLongPoll() {
        return true;
    }

    @Override
    public CompletableFuture<FetchResponseData> answer(FetchRequestData request, Call call) {
        if (replica(request, call.version()) >= 0) {
            // Replicas here follow by Raft: whoever says that it is one is no broker of this cluster.
            return CompletableFuture.completedFuture(refuseAll(request, Errors.CLUSTER_AUTHORIZATION_FAILED));
        }
        return switch (sessions.open(request, call.version())) {
            case FetchContext.Refused(Errors error) ->
                CompletableFuture.completedFuture(new FetchResponseData().setErrorCode(error.code()));
            case FetchContext.Readable context -> new FetchCall(request, call, context, topics, requests).run(maxBytes);
        };
    }

    private static int replica(FetchRequestData request, short version) {
        return version < REPLICA_STATE_SINCE
                ? request.replicaId()
                : request.replicaState().replicaId();
    }

    private static FetchResponseData refuseAll(FetchRequestData request, Errors error) {
        return FetchAnswer.of(new FetchContext.Selection(
                error,
                FetchContext.NO_SESSION,
                FetchWanted.all(request).stream()
                        .map(wanted -> FetchAnswer.refused(wanted, error))
                        .toList()));
    }
}
