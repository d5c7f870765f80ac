/** Whether retention and compaction keep what Apache Kafka's do: the same records for both, and what both have of them in the end. */
@NullMarked
package io.gokafka.benchmarks.kept;

import org.jspecify.annotations.NullMarked;
