/**
 * Consumer groups: who belongs to a group, which partitions each member reads, and how far the group has read. The
 * model is that of KIP-848 (the coordinator assigns, members reconcile one by one through heartbeats), without its
 * regular expressions, static members, racks and client-side assignors.
 *
 * <p>One {@link io.gokafka.broker.group.GroupsState} per partition of {@code __consumer_offsets} holds the replicated
 * state; the partition's leader runs a {@link io.gokafka.broker.group.GroupCoordinator} over it. The road of a
 * heartbeat: the coordinator (sessions, errors) asks {@code MembershipDecisions} (who belongs to the group), which asks
 * {@code Rebalance} and {@link io.gokafka.broker.group.Assignor} (who shall have what) and {@code Reconciler} (who may
 * have what already). All of these are functions over values; what they decide are {@code GroupRecord}s, and {@code
 * Group} changes only when these are replayed.
 *
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-848%3A+The+Next+Generation+of+the+Consumer+Rebalance+Protocol">
 *     KIP-848</a>
 */
@NullMarked
package io.gokafka.broker.group;

import org.jspecify.annotations.NullMarked;
