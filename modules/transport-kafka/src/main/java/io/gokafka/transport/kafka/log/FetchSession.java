package io.gokafka.transport.kafka.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;

/**
 * What one client reads, kept between its requests, so that it need not say it again (KIP-227); and what it was told last, so that
 * it need not be told again.
 *
 * <p>Safe for use by several threads.
 */
final class FetchSession {
    private final int id;
    private final boolean byIds;
    private final SequencedMap<FetchKey, Cached> partitions = new LinkedHashMap<>();
    private int epoch = 1;

    /** What is wanted of a partition, and what was said of it. */
    private record Cached(FetchWanted wanted, long highWatermark, long logStartOffset) {
        static Cached of(FetchWanted wanted, PartitionData told) {
            // After an error there is something to tell next time, whatever it is.
            long highWatermark = told.errorCode() == Errors.NONE.code() ? told.highWatermark() : -1;
            return new Cached(wanted, highWatermark, told.logStartOffset());
        }

        boolean isNews(PartitionData data) {
            return data.errorCode() != Errors.NONE.code()
                    || data.records().sizeInBytes() > 0
                    || data.highWatermark() != highWatermark
                    || data.logStartOffset() != logStartOffset;
        }
    }

    FetchSession(int id, boolean byIds, List<Fetched> told) {
        this.id = id;
        this.byIds = byIds;
        told.forEach(fetched -> partitions.put(fetched.wanted().key(), Cached.of(fetched.wanted(), fetched.data())));
    }

    int id() {
        return id;
    }

    synchronized int size() {
        return partitions.size();
    }

    /** Goes on with what the client says has changed. */
    synchronized FetchContext resume(
            int fromEpoch, boolean withIds, List<FetchWanted> changed, List<FetchKey> forgotten) {
        if (fromEpoch != epoch) {
            return new FetchContext.Refused(Errors.INVALID_FETCH_SESSION_EPOCH);
        }
        if (withIds != byIds) {
            return new FetchContext.Refused(Errors.FETCH_SESSION_TOPIC_ID_ERROR);
        }
        changed.forEach(this::want);
        forgotten.forEach(partitions::remove);
        if (partitions.isEmpty()) {
            return new FetchContext.Sessionless(List.of());
        }
        epoch = epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
        List<FetchWanted> wanted =
                partitions.values().stream().map(Cached::wanted).toList();
        return new FetchContext.Incremental(wanted, this, epoch);
    }

    private void want(FetchWanted wanted) {
        partitions.merge(
                wanted.key(),
                new Cached(wanted, -1, -1),
                (old, _) -> new Cached(wanted, old.highWatermark(), old.logStartOffset()));
    }

    /** Chooses what the client does not know yet. Partitions that had records come last next time, so that none starves. */
    synchronized FetchContext.Selection select(List<Fetched> fetched, int askedEpoch) {
        if (askedEpoch != epoch) {
            return new FetchContext.Selection(Errors.INVALID_FETCH_SESSION_EPOCH, FetchContext.NO_SESSION, List.of());
        }
        List<Fetched> news = new ArrayList<>();
        for (Fetched one : fetched) {
            FetchKey key = one.wanted().key();
            Cached cached = partitions.get(key);
            if (cached != null && cached.isNews(one.data())) {
                news.add(one);
                tell(key, Cached.of(cached.wanted(), one.data()), one.bytes() > 0);
            }
        }
        return new FetchContext.Selection(Errors.NONE, id, news);
    }

    private void tell(FetchKey key, Cached told, boolean toTheEnd) {
        if (toTheEnd) {
            partitions.remove(key);
        }
        partitions.put(key, told);
    }

    /** For tests. */
    synchronized Map<FetchKey, FetchWanted> wanted() {
        Map<FetchKey, FetchWanted> wanted = new LinkedHashMap<>();
        partitions.forEach((key, cached) -> wanted.put(key, cached.wanted()));
        return wanted;
    }
}
