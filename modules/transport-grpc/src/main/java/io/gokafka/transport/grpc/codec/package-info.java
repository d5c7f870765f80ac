/** The requests of the broker as messages of the native API, and back; used by both ends. */
@NullMarked
package io.gokafka.transport.grpc.codec;

import org.jspecify.annotations.NullMarked;
