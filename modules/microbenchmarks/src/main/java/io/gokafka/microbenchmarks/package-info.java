/** The command {@code benchmarks/micro}, and what its benchmarks have in common: batches and folders. */
@NullMarked
package io.gokafka.microbenchmarks;

import org.jspecify.annotations.NullMarked;
