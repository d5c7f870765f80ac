/** Snappy, lz4 and zstd in the framings of Kafka's clients. */
@NullMarked
package io.gokafka.compression;

import org.jspecify.annotations.NullMarked;
