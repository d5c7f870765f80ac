/** The append path of the consensus plugin: messages, the follower, the leader, whole groups. */
@NullMarked
package io.gokafka.microbenchmarks.raft;

import org.jspecify.annotations.NullMarked;
