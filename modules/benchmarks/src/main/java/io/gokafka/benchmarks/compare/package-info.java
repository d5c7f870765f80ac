/**
 * Apache Kafka and gokafka side by side, as clients see them: the same tools of Apache Kafka against each, in turn, round after round
 * ({@code benchmarks/compare}).
 */
@NullMarked
package io.gokafka.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
