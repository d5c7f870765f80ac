/** The storage SPI: a log, a vote and a snapshot for each replica. */
@NullMarked
package io.gokafka.api.storage;

import org.jspecify.annotations.NullMarked;
