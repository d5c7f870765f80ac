/** The record batch of Kafka's format v2 (magic 2): the unit that is sent, stored, replicated and read. */
@NullMarked
package io.gokafka.api.record;

import org.jspecify.annotations.NullMarked;
