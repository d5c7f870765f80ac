/** The fault harness: a real cluster, workloads on it, faults from a seed, and a judgement of what the clients saw. */
@NullMarked
package io.gokafka.harness;

import org.jspecify.annotations.NullMarked;
