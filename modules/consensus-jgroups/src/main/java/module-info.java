/** Consensus by JGroups-raft: one channel a broker, one group a partition. */
module io.gokafka.consensus.jgroups {
    requires io.gokafka.api;
    requires org.jgroups;
    requires org.jgroups.raft;
    requires static org.jspecify;
}
