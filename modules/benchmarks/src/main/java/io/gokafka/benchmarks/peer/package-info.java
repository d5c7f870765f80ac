/** Brokers that are compared: each of them a process of its own, with a data directory that goes with it. */
@NullMarked
package io.gokafka.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
