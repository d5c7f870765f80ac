package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.Replica;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Turns what went wrong inside into what a client is told. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private final ClusterDirectory directory;

    Failures(ClusterDirectory directory) {
        this.directory = directory;
    }

    /** What a client is told; a defect is logged with its stack trace, and not shown to the client. */
    RequestException toRequestException(Throwable fault) {
        return switch (fault) {
            case RequestException e -> e;
            case CompletionException e when e.getCause() != null -> toRequestException(e.getCause());
            case ExecutionException e when e.getCause() != null -> toRequestException(e.getCause());
            case ConsensusException.NotLeader e -> notLeader(e.leader());
            case ConsensusException.Indeterminate e -> simple(ErrorCode.INDETERMINATE, e);
            case ConsensusException.Overloaded e -> simple(ErrorCode.OVERLOADED, e);
            case ConsensusException.ReplicaFailed e -> simple(ErrorCode.STORAGE_ERROR, e);
            case ConsensusException.Refused e -> simple(ErrorCode.INVALID_REQUEST, e);
            case StorageException e when e.getCause() instanceof ClosedByInterruptException -> stopped();
            case StorageException e -> {
                LOG.log(Level.ERROR, "storage failed during a request", e);
                yield simple(ErrorCode.STORAGE_ERROR, e);
            }
            case CancellationException e ->
                new RequestException(ErrorCode.UNAVAILABLE, "the request was cancelled by who made it");
            case OffsetOutOfRangeException e -> simple(ErrorCode.OFFSET_OUT_OF_RANGE, e);
            case InterruptedException e -> stopped();
            default -> {
                LOG.log(Level.ERROR, "a request failed because of a defect", fault);
                yield new RequestException(ErrorCode.INTERNAL, "the broker failed; its log says why: " + fault);
            }
        };
    }

    /**
     * Refuses to read from a replica that does not lead, or leads but does not know yet up to where records are committed: a reader
     * would take a lower end for the true one.
     */
    void checkLeads(Replica replica) {
        if (!replica.isLeader()) {
            throw notLeader(replica.role().leader());
        }
        if (!replica.isLeaderReady()) {
            throw new RequestException(
                    ErrorCode.NO_LEADER, "the partition's new leader is about to take over; try again in a moment");
        }
    }

    /** Refuses to read from a replica that has stopped: it would tell the same for ever, and readers would wait for more. */
    static void checkTakesPart(Replica replica) {
        if (replica.status().isEmpty()) {
            throw new RequestException(
                    ErrorCode.NO_LEADER, "this broker's replica of the partition has stopped; ask another broker");
        }
    }

    /** Refuses to write while the cluster does not know yet that the partition's group has begun; see {@link Replica#hasBegun}. */
    static void checkBegun(Replica replica) {
        if (!replica.hasBegun()) {
            throw new RequestException(
                    ErrorCode.NO_LEADER, "the partition's first leader is about to take over; try again in a moment");
        }
    }

    /** Refuses a client that knows another term than the replica (KIP-320); {@link Fetch#ANY_TERM} is any. */
    void checkTerm(Replica replica, long term) {
        long known = replica.role().term();
        if (term == Fetch.ANY_TERM || term == known) {
            return;
        }
        throw term < known
                ? new RequestException(
                        ErrorCode.FENCED_TERM, "the partition's term is " + known + ": term " + term + " is over")
                : new RequestException(
                        ErrorCode.UNKNOWN_TERM,
                        "this broker knows the partition's term " + known + ", and nothing of term " + term);
    }

    /** A failure that sends the client to the leader, if one is known. */
    RequestException notLeader(Optional<BrokerId> leader) {
        Optional<BrokerInfo> info = leader.flatMap(directory::broker);
        return info.map(b -> new Failure(ErrorCode.NOT_LEADER, "broker '" + b.id() + "' leads the partition", info))
                .orElseGet(() -> Failure.of(
                        ErrorCode.NO_LEADER,
                        "the partition has no leader at the moment: a majority of its replicas must be up; try again"))
                .toException();
    }

    /** Interrupted, be it in the middle of a read: nothing is wrong with the storage. */
    private static RequestException stopped() {
        return new RequestException(ErrorCode.UNAVAILABLE, "the broker stopped working on the request");
    }

    private static RequestException simple(ErrorCode code, Exception cause) {
        String message = cause.getMessage();
        return new RequestException(code, message == null ? cause.toString() : message);
    }
}
