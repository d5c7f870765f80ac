/** Tests of the listener, over real sockets. */
@NullMarked
package io.gokafka.transport.kafka.server;

import org.jspecify.annotations.NullMarked;
