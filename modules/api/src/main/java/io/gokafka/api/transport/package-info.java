/** The transport SPI: a network protocol in front of a broker, and the client's end of it. */
@NullMarked
package io.gokafka.api.transport;

import org.jspecify.annotations.NullMarked;
