package io.gokafka.transport.kafka.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;

/**
 * The fetch sessions of this broker, up to a number, and up to a number of partitions in all of them. A full cache gives up the one
 * that was used longest ago, if that is some time; else new clients get no session, and name all their partitions each time.
 *
 * <p>Safe for use by several threads.
 */
final class FetchSessions {
    /** A partition takes some 150 bytes, beside its topic's name. */
    private static final int MOST_PARTITIONS = 200_000;

    private static final long UNUSED_NANOS = Duration.ofMinutes(2).toNanos();

    private final int most;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Map<Integer, Entry> byId = new LinkedHashMap<>(16, 0.75f, true); // the one used longest ago is first
    private int partitions;

    /** A session with when it was used, and what it counted for then. */
    private record Entry(FetchSession session, long used, int partitions) {}

    /**
     * @param most sessions; 0 for none
     * @param nanos as {@link System#nanoTime}
     * @param random for ids that do not hit those of an earlier run of the broker
     */
    FetchSessions(int most, LongSupplier nanos, RandomGenerator random) {
        this.most = most;
        this.nanos = nanos;
        this.random = random;
    }

    /** Finds out what a request is about. */
    FetchContext open(FetchRequestData request, short version) {
        boolean byIds = version >= FetchKey.IDS_SINCE;
        int epoch = request.sessionEpoch();
        if (epoch == FetchMetadata.FINAL_EPOCH || epoch == FetchMetadata.INITIAL_EPOCH) {
            remove(request.sessionId());
            List<FetchWanted> wanted = FetchWanted.all(request);
            return epoch == FetchMetadata.FINAL_EPOCH
                    ? new FetchContext.Sessionless(wanted)
                    : new FetchContext.Full(wanted, byIds, this);
        }
        return resume(request, byIds);
    }

    private FetchContext resume(FetchRequestData request, boolean byIds) {
        Optional<FetchSession> session = find(request.sessionId());
        if (session.isEmpty()) {
            return new FetchContext.Refused(Errors.FETCH_SESSION_ID_NOT_FOUND);
        }
        if (request.topics().stream().anyMatch(topic -> FetchKey.isTooLong(topic.topic()))) {
            return new FetchContext.Refused(Errors.INVALID_TOPIC_EXCEPTION);
        }
        FetchContext context = session.get()
                .resume(request.sessionEpoch(), byIds, FetchWanted.all(request), FetchWanted.forgotten(request));
        if (context instanceof FetchContext.Sessionless) {
            remove(request.sessionId());
        } else if (context instanceof FetchContext.Incremental && !keep(session.get())) {
            return new FetchContext.Refused(Errors.FETCH_SESSION_ID_NOT_FOUND);
        }
        return context;
    }

    private synchronized Optional<FetchSession> find(int id) {
        return Optional.ofNullable(byId.get(id)).map(Entry::session);
    }

    /** Notes a use, and how large it is now; whether there is room for it. */
    private synchronized boolean keep(FetchSession session) {
        Entry entry = byId.get(session.id());
        if (entry == null) {
            return false; // given up meanwhile
        }
        int size = session.size();
        partitions += size - entry.partitions();
        byId.put(session.id(), new Entry(session, nanos.getAsLong(), size));
        if (partitions > MOST_PARTITIONS) {
            remove(session.id());
            return false;
        }
        return true;
    }

    /** Begins a session with what its client is told now; {@link FetchContext#NO_SESSION} when there is no room. */
    synchronized int create(List<Fetched> told, boolean byIds) {
        boolean isTooLong = told.stream()
                .anyMatch(fetched -> FetchKey.isTooLong(fetched.wanted().key().topic()));
        if (told.isEmpty() || isTooLong || told.size() > MOST_PARTITIONS - partitions || !hasRoom()) {
            return FetchContext.NO_SESSION;
        }
        int id = unusedId();
        FetchSession session = new FetchSession(id, byIds, told);
        byId.put(id, new Entry(session, nanos.getAsLong(), session.size()));
        partitions += session.size();
        return id;
    }

    private boolean hasRoom() {
        if (byId.size() < most) {
            return true;
        }
        Optional<Entry> oldest = byId.values().stream().findFirst();
        if (oldest.isEmpty() || nanos.getAsLong() - oldest.get().used() < UNUSED_NANOS) {
            return false;
        }
        remove(oldest.get().session().id());
        return true;
    }

    private int unusedId() {
        int id = random.nextInt(1, Integer.MAX_VALUE);
        while (byId.containsKey(id)) {
            id = random.nextInt(1, Integer.MAX_VALUE);
        }
        return id;
    }

    private synchronized void remove(int id) {
        Entry removed = byId.remove(id);
        if (removed != null) {
            partitions -= removed.partitions();
        }
    }

    /** For tests and status. */
    synchronized int count() {
        return byId.size();
    }
}
