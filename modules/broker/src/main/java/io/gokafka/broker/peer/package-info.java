/** What brokers ask of each other: requests like those of clients, over the same transport. */
@NullMarked
package io.gokafka.broker.peer;

import org.jspecify.annotations.NullMarked;
