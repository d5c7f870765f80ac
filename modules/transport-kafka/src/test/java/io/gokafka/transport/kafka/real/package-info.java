/** Tests with the Java client, in front of a broker that keeps all in memory. */
@NullMarked
package io.gokafka.transport.kafka.real;

import org.jspecify.annotations.NullMarked;
