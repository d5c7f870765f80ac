/** The native API's client: a channel and a produce stream for each broker. */
@NullMarked
package io.gokafka.transport.grpc.client;

import org.jspecify.annotations.NullMarked;
