/**
 * Log compaction: what of a log is compacted ({@code CompactionPolicy}, on the leader), what stays of it ({@code CompactionRules}, the
 * same on every replica) and how that is done in bounded memory ({@code LogCleaner}). Nothing here knows of replicas or threads.
 */
@NullMarked
package io.gokafka.broker.compaction;

import org.jspecify.annotations.NullMarked;
