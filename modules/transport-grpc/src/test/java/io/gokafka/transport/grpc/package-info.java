/** Tests of the native API over real sockets. */
@NullMarked
package io.gokafka.transport.grpc;

import org.jspecify.annotations.NullMarked;
