/** The entry points of the plugin: the providers of both ends. */
@NullMarked
package io.gokafka.transport.grpc;

import org.jspecify.annotations.NullMarked;
