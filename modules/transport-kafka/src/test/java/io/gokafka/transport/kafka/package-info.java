/** The transport as a whole, over real sockets and against a broker in memory. */
@NullMarked
package io.gokafka.transport.kafka;

import org.jspecify.annotations.NullMarked;
