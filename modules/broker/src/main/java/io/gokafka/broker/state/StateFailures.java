package io.gokafka.broker.state;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** What those are told who asked a state machine for something that failed. */
final class StateFailures {
    private static final System.Logger LOG = System.getLogger(StateFailures.class.getName());

    private final String log;

    StateFailures(String log) {
        this.log = log;
    }

    RequestException notLeader() {
        return new RequestException(ErrorCode.NOT_LEADER, "this broker does not lead " + log);
    }

    RequestException overloaded() {
        return new RequestException(ErrorCode.OVERLOADED, "too many requests wait for " + log);
    }

    /** A decision or query changes nothing itself: if it fails, that is the trouble of who asked for it alone. */
    RequestException ofFunction(RuntimeException why) {
        if (why instanceof RequestException refused) {
            return refused;
        }
        LOG.log(Level.ERROR, "a request to " + log + " failed because of a defect", why);
        return new RequestException(ErrorCode.INTERNAL, "the broker failed; its log says why: " + why);
    }

    /** A read changes nothing, so its outcome is never unknown: a leader that is not sure sends the reader to look for one. */
    RequestException ofBarrier(Throwable why) {
        RequestException failure = ofProposal(why);
        return failure.code() == ErrorCode.INDETERMINATE ? notLeader() : failure;
    }

    RequestException ofProposal(Throwable why) {
        return switch (why) {
            case CompletionException e when e.getCause() != null -> ofProposal(e.getCause());
            case ConsensusException.NotLeader e -> notLeader();
            case ConsensusException.Indeterminate e ->
                new RequestException(ErrorCode.INDETERMINATE, String.valueOf(e.getMessage()));
            case ConsensusException.Overloaded e ->
                new RequestException(ErrorCode.OVERLOADED, String.valueOf(e.getMessage()));
            default -> new RequestException(ErrorCode.STORAGE_ERROR, "the replica of " + log + " failed");
        };
    }
}
