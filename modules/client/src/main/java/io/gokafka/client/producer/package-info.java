/** The producer: batches, one queue and one sender a partition. Not for applications. */
@NullMarked
package io.gokafka.client.producer;

import org.jspecify.annotations.NullMarked;
