package io.gokafka.simulation.client;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.simulation.world.World;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a broker answered to a batch. */
sealed interface Outcome {
    /** It was appended. */
    record Appended(long baseOffset) implements Outcome {}

    /**
     * It was not, or perhaps not.
     *
     * @param leader who leads, if that was told
     * @param refused whether it was refused for its sequence or epoch
     * @param declined whether this attempt has certainly written nothing, and will not
     */
    record Failed(Optional<BrokerId> leader, boolean refused, boolean declined) implements Outcome {}

    /** The outcome of a failure; the run is broken by one that no broker may answer with. */
    static Failed of(@Nullable Throwable fault, World world) {
        try {
            return of(fault);
        } catch (IllegalStateException e) {
            world.broken(e);
            throw e;
        }
    }

    private static Failed of(@Nullable Throwable fault) {
        Throwable why = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return switch (why) {
            case ConsensusException.NotLeader e -> new Failed(e.leader(), false, true);
            case ConsensusException e -> new Failed(Optional.empty(), false, isDeclined(e));
            case RequestException e -> new Failed(Optional.empty(), isRefusal(e.code()), isRefusal(e.code()));
            case null, default -> throw new IllegalStateException("no answer for clients", why);
        };
    }

    /** A replica that has failed may have written it before: that leaves it unknown, as the broker tells its clients. */
    private static boolean isDeclined(ConsensusException why) {
        return switch (why) {
            case ConsensusException.NotLeader _, ConsensusException.Overloaded _, ConsensusException.Refused _ -> true;
            case ConsensusException.Indeterminate _, ConsensusException.ReplicaFailed _ -> false;
        };
    }

    private static boolean isRefusal(ErrorCode code) {
        return switch (code) {
            case OUT_OF_ORDER_SEQUENCE, PRODUCER_FENCED -> true;
            case INDETERMINATE, NO_LEADER -> false;
            default -> throw new IllegalStateException("a good batch was refused with " + code);
        };
    }
}
