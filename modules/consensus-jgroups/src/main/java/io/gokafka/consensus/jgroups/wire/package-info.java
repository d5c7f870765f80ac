/** What the replicas of a group say to each other. */
@NullMarked
package io.gokafka.consensus.jgroups.wire;

import org.jspecify.annotations.NullMarked;
