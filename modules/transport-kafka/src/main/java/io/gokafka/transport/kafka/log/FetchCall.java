package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.SliceRecords;
import io.gokafka.transport.kafka.api.Uuids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * One Fetch request on its way: names are found for ids, the broker reads, and what it read is put into an answer.
 *
 * <p>Whoever completes the answer, or cancels it, decides what becomes of the slices: those of an answer that nobody takes are
 * closed here.
 */
final class FetchCall {
    private static final byte READ_COMMITTED = 1;
    private static final short LEADER_SINCE = 12;
    private static final short ENDPOINTS_SINCE = 16;

    private final FetchRequestData request;
    private final Call call;
    private final FetchContext.Readable context;
    private final TopicDirectory topics;
    private final Requests requests;
    private final CompletableFuture<FetchResponseData> answer = new CompletableFuture<>();
    private final Map<FetchWanted, Fetched> refused = new HashMap<>();
    private final SequencedMap<FetchWanted, String> named = new LinkedHashMap<>();

    FetchCall(
            FetchRequestData request,
            Call call,
            FetchContext.Readable context,
            TopicDirectory topics,
            Requests requests) {
        this.request = request;
        this.call = call;
        this.context = context;
        this.topics = topics;
        this.requests = requests;
    }

    /** @param limit bytes in the answer, whatever the client wants */
    CompletableFuture<FetchResponseData> run(int limit) {
        context.wanted().forEach(this::resolve);
        if (named.isEmpty()) {
            finish(List.of());
            return answer;
        }
        CompletableFuture<Fetch.Result> reading = requests.submit(fetch(limit), call.context());
        var _ = answer.whenComplete((_, _) -> {
            if (answer.isCancelled()) {
                reading.cancel(true);
            }
        });
        var _ = reading.whenComplete(this::read);
        return answer;
    }

    private void resolve(FetchWanted wanted) {
        FetchKey key = wanted.key();
        Optional<String> name = byIds()
                ? topics.find(Uuids.of(key.topicId())).map(TopicDirectory.Topic::name)
                : Optional.of(key.topic());
        if (name.isEmpty()) {
            refused.put(wanted, FetchAnswer.refused(wanted, Errors.UNKNOWN_TOPIC_ID));
        } else if (wanted.offset() < 0) {
            refused.put(wanted, FetchAnswer.refused(wanted, Errors.OFFSET_OUT_OF_RANGE));
        } else {
            named.put(wanted, name.get());
        }
    }

    private boolean byIds() {
        return call.version() >= FetchKey.IDS_SINCE;
    }

    private Fetch fetch(int limit) {
        List<Fetch.Partition> partitions = new ArrayList<>();
        named.forEach((wanted, name) -> partitions.add(new Fetch.Partition(
                name, wanted.key().partition(), wanted.offset(), wanted.maxBytes(), wanted.leaderEpoch())));
        int maxBytes = Math.clamp(request.maxBytes(), 0, limit);
        int minBytes = Math.clamp(request.minBytes(), 0, maxBytes);
        // A client learns at once of what cannot be read.
        int wait = refused.isEmpty() ? Math.max(0, request.maxWaitMs()) : 0;
        return new Fetch(partitions, minBytes, maxBytes, Duration.ofMillis(wait), false);
    }

    private void read(Fetch.@Nullable Result result, @Nullable Throwable fault) {
        if (answer.isDone()) {
            close(result);
            return;
        }
        if (result == null) {
            Errors error =
                    LogErrors.ofRead(KafkaErrors.failure(fault == null ? new IllegalStateException("no result") : fault)
                            .code());
            named.sequencedKeySet().forEach(wanted -> refused.put(wanted, FetchAnswer.refused(wanted, error)));
            finish(List.of());
            return;
        }
        try {
            finish(result.partitions());
        } catch (RuntimeException e) {
            result.close();
            answer.completeExceptionally(e);
        }
    }

    private static void close(Fetch.@Nullable Result result) {
        if (result != null) {
            result.close();
        }
    }

    /** @param results in the order of the names; none when nothing was read */
    private void finish(List<Fetch.PartitionResult> results) {
        Map<FetchWanted, Fetched> read = new HashMap<>(refused);
        int next = 0;
        for (Map.Entry<FetchWanted, String> entry : named.entrySet()) {
            if (next < results.size()) {
                read.put(entry.getKey(), fetched(entry.getKey(), entry.getValue(), results.get(next)));
                next++;
            }
        }
        List<Fetched> all = context.wanted().stream()
                .map(wanted -> read.getOrDefault(wanted, FetchAnswer.refused(wanted, Errors.UNKNOWN_SERVER_ERROR)))
                .toList();
        FetchContext.Selection selection = context.select(all);
        dropUnanswered(all, selection);
        respond(selection);
    }

    private Fetched fetched(FetchWanted wanted, String name, Fetch.PartitionResult result) {
        if (result.failure().isPresent()) {
            result.records().close();
            return FetchAnswer.refused(
                    wanted, LogErrors.ofRead(result.failure().get().code()));
        }
        if (byIds() && isAnother(Uuids.of(wanted.key().topicId()), name)) {
            result.records().close();
            return FetchAnswer.refused(wanted, Errors.UNKNOWN_TOPIC_ID);
        }
        return FetchAnswer.read(wanted, result, request.isolationLevel() == READ_COMMITTED);
    }

    /** The topic was deleted, and perhaps made anew, while the broker read by its name. */
    private boolean isAnother(UUID id, String name) {
        return topics.find(id).filter(topic -> topic.name().equals(name)).isEmpty();
    }

    /** What is left out is not sent, so nobody else closes it. */
    private static void dropUnanswered(List<Fetched> all, FetchContext.Selection selection) {
        Set<Fetched> answered = Collections.newSetFromMap(new IdentityHashMap<>());
        answered.addAll(selection.answered());
        all.stream()
                .filter(fetched -> !answered.contains(fetched))
                .forEach(fetched -> SliceRecords.close(fetched.data().records()));
    }

    private void respond(FetchContext.Selection selection) {
        FetchResponseData response = FetchAnswer.of(selection);
        List<Fetched> elsewhere = selection.answered().stream()
                .filter(FetchCall::isElsewhere)
                .filter(fetched -> named.containsKey(fetched.wanted()))
                .toList();
        if (elsewhere.isEmpty() || call.version() < LEADER_SINCE) {
            complete(response);
            return;
        }
        Set<String> names =
                elsewhere.stream().map(fetched -> nameOf(fetched.wanted())).collect(Collectors.toSet());
        var _ = LeaderHints.of(names, requests, call.context()).whenComplete((hints, _) -> {
            if (hints != null) {
                point(response, elsewhere, hints);
            }
            complete(response);
        });
    }

    private static boolean isElsewhere(Fetched fetched) {
        short error = fetched.data().errorCode();
        return error == Errors.NOT_LEADER_OR_FOLLOWER.code() || error == Errors.FENCED_LEADER_EPOCH.code();
    }

    private void point(FetchResponseData response, List<Fetched> elsewhere, LeaderHints hints) {
        for (Fetched fetched : elsewhere) {
            hints.leader(nameOf(fetched.wanted()), fetched.wanted().key().partition())
                    .ifPresent(leader -> FetchAnswer.point(fetched.data(), leader));
        }
        if (call.version() >= ENDPOINTS_SINCE) {
            hints.nodes().forEach(node -> response.nodeEndpoints().add(FetchAnswer.endpoint(node)));
        }
    }

    private String nameOf(FetchWanted wanted) {
        return named.getOrDefault(wanted, "");
    }

    private void complete(FetchResponseData response) {
        if (!answer.complete(response)) {
            SliceRecords.closeAll(response);
        }
    }
}
