/** Consensus by JGroups-raft: the provider, its settings, and one broker's part in the cluster. */
@NullMarked
package io.gokafka.consensus.jgroups;

import org.jspecify.annotations.NullMarked;
