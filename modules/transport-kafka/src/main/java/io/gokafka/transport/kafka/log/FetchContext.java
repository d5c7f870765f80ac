package io.gokafka.transport.kafka.log;

import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/** What a Fetch request is about, seen with its session (KIP-227): a client that has one names only what changed. */
sealed interface FetchContext {
    /** No session belongs to an answer. */
    int NO_SESSION = 0;

    /** It cannot be answered; the client begins again with all its partitions. */
    record Refused(Errors error) implements FetchContext {}

    /** There are partitions to read. */
    sealed interface Readable extends FetchContext {
        /** Which. */
        List<FetchWanted> wanted();

        /** Chooses what of them is answered. */
        Selection select(List<Fetched> fetched);
    }

    /**
     * An answer.
     *
     * @param error why there is none
     * @param session the session that goes on, or {@link #NO_SESSION}
     * @param answered the partitions that are answered
     */
    record Selection(Errors error, int session, List<Fetched> answered) {}

    /** A client without a session. */
    record Sessionless(List<FetchWanted> wanted) implements Readable {
        @Override
        public Selection select(List<Fetched> fetched) {
            return new Selection(Errors.NONE, NO_SESSION, fetched);
        }
    }

    /** A client that names all its partitions and would like a session. */
    record Full(List<FetchWanted> wanted, boolean byIds, FetchSessions sessions) implements Readable {
        @Override
        public Selection select(List<Fetched> fetched) {
            return new Selection(Errors.NONE, sessions.create(fetched, byIds), fetched);
        }
    }

    /**
     * A client that goes on with its session.
     *
     * @param epoch the session's when it was asked
     */
    record Incremental(List<FetchWanted> wanted, FetchSession session, int epoch) implements Readable {
        @Override
        public Selection select(List<Fetched> fetched) {
            return session.select(fetched, epoch);
        }
    }
}
