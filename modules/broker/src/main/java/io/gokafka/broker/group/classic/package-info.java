/**
 * Classic groups, whose leading member assigns: JoinGroup, SyncGroup, Heartbeat, LeaveGroup as Kafka has had them since 0.9 (KIP-62,
 * KIP-345, KIP-394, KIP-814). What is stored of a group is its last complete generation ({@link
 * io.gokafka.broker.group.classic.ClassicGeneration}); who is about to join, and who waits for an answer, only its coordinator knows.
 */
@NullMarked
package io.gokafka.broker.group.classic;

import org.jspecify.annotations.NullMarked;
