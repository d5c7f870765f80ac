/**
 * Consensus by JGroups-raft: one channel a broker, one Raft group a partition; see {@code docs/consensus.md}.
 *
 * <p>Nothing is exported: the broker finds the provider by its name.
 */
module io.gokafka.consensus.jgroups {
    requires io.gokafka.api;
    requires java.logging; // JGroups logs to it; its loggers are made quiet here
    requires org.jgroups;
    requires org.jgroups.raft;
    requires static org.jspecify;

    // JGroups makes headers and reads the annotations of protocols by reflection.
    opens io.gokafka.consensus.jgroups.stack to
            org.jgroups,
            org.jgroups.raft;

    provides io.gokafka.api.consensus.ConsensusProvider with
            io.gokafka.consensus.jgroups.JGroupsConsensusProvider;
}
