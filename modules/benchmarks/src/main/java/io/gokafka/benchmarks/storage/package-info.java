/** The comparison of storage plugins: each trial in a process of its own, storages in turn, medians and ratios. */
@NullMarked
package io.gokafka.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
