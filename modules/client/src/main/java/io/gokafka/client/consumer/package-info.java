/** The consumer: reading ahead, positions, commits and membership in a group. Not for applications. */
@NullMarked
package io.gokafka.client.consumer;

import org.jspecify.annotations.NullMarked;
