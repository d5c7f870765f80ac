/** The native API's server: limits, calls, and the two streams; no policy. */
@NullMarked
package io.gokafka.transport.grpc.server;

import org.jspecify.annotations.NullMarked;
