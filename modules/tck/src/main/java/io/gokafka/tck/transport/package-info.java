/** The contract of transports that have both ends: a plugin passes by subclassing {@code TransportContract}. */
@NullMarked
package io.gokafka.tck.transport;

import org.jspecify.annotations.NullMarked;
