package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a group did not do what it was asked to. */
public abstract sealed class ConsensusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ConsensusException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** This replica does not lead; nothing was done. */
    public static final class NotLeader extends ConsensusException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<BrokerId> leader;

        /** With the leader, if it is known. */
        public NotLeader(Optional<BrokerId> leader) {
            super("not the leader" + leader.map(l -> "; " + l + " is").orElse("; no leader is known"), null);
            this.leader = leader;
        }

        /** The leader, if it is known. */
        public Optional<BrokerId> leader() {
            return leader;
        }
    }

    /** It is unknown whether the entry will be committed: leadership was lost, or the replica closed, before it was. */
    public static final class Indeterminate extends ConsensusException {
        private static final long serialVersionUID = 1L;

        /** With what happened. */
        public Indeterminate(String message) {
            super(message, null);
        }
    }

    /** Too much is in flight; nothing was done, and it may be tried again later. */
    public static final class Overloaded extends ConsensusException {
        private static final long serialVersionUID = 1L;

        /** With what was full. */
        public Overloaded(String message) {
            super(message, null);
        }
    }

    /** The replica has failed, or is closed; it must be opened again. */
    public static final class ReplicaFailed extends ConsensusException {
        private static final long serialVersionUID = 1L;

        /** With the fault. */
        public ReplicaFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The request makes no sense in the group's present state; nothing was done. */
    public static final class Refused extends ConsensusException {
        private static final long serialVersionUID = 1L;

        /** With what is wrong. */
        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
