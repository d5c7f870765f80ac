/** Simulated clients: producers, readers, and whoever deletes records. */
@NullMarked
package io.gokafka.simulation.client;

import org.jspecify.annotations.NullMarked;
