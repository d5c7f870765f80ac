package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import java.util.concurrent.Executor;

/**
 * What a replica is given.
 *
 * @param self this broker
 * @param spec the group
 * @param store its log, vote and snapshot
 * @param listener the broker's ear
 * @param durability what counts as durable
 * @param settings the settings
 * @param timers the clock
 * @param executor runs the group's own thread
 * @param syncs runs syncs of the log when the group's thread has let go of the group: at once, on that thread, if it likes
 * @param reads runs reads for replicas that are behind
 */
public record Env(
        BrokerId self,
        GroupSpec spec,
        ReplicaStore store,
        ReplicaListener listener,
        Durability durability,
        JGroupsSettings settings,
        Timers timers,
        Executor executor,
        Executor syncs,
        Executor reads) {}
