/**
 * Replicated state machines: state that every replica of a log derives from the log's records, and nothing else. The cluster's
 * metadata and the consumer groups are such.
 */
@NullMarked
package io.gokafka.broker.state;

import org.jspecify.annotations.NullMarked;
