package io.gokafka.tck.storage;

import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;

/**
 * Something that is done with a replica's store.
 *
 * @param name what it is, for people
 * @param after what the store has when it was done; when the process ends in the middle of it, the store has this or what it had
 *     before, and of an append any first part
 * @param action does it
 */
record Operation(String name, Replica after, Action action) {
    /** Returns the store that is open afterwards. */
    interface Action {
        ReplicaStore run(Storage storage, ReplicaStore store);
    }

    ReplicaStore run(Storage storage, ReplicaStore store) {
        return action.run(storage, store);
    }
}
