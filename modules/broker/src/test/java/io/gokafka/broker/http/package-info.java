/** The status server and its client, over real sockets. */
@NullMarked
package io.gokafka.broker.http;

import org.jspecify.annotations.NullMarked;
